import db from '@adonisjs/lucid/services/db'
import type { Trx } from '#shared/database/transaction'
import type { CreditableLine } from '#billing/rules/credit_request'

/** A line of an approved invoice with what of it can still be given back. */
export interface InvoicedLine extends CreditableLine {
  chargeId: number
  position: number
  description: string
  unitPrice: string
  currency: string
  companyId: number
  periodFrom: string
  periodTo: string
  leftCents: number
}

/**
 * The lines of an invoice with what was taken of each: requests that stand, whether billed or waiting, credits of other
 * sources that are billed or proposed, and what was credited in the ERP by hand.
 */
export async function creditableLines(invoiceId: number, trx?: Trx): Promise<InvoicedLine[]> {
  const client = trx ?? db
  const lines = await client
    .from('invoice_lines')
    .join('charges', 'charges.id', 'invoice_lines.charge_id')
    .where('invoice_lines.invoice_id', invoiceId)
    .orderBy('invoice_lines.position')
    .select('invoice_lines.*', 'charges.currency', 'charges.company_id')
  const taken = await takenOf(lines.map((line) => Number(line.charge_id)), trx)

  return lines.map((line) => {
    const [netCents, takenCents] = [Number(line.net_cents), taken.get(Number(line.charge_id)) ?? 0]
    return {
      chargeId: Number(line.charge_id),
      position: line.position,
      description: line.description,
      quantity: line.quantity,
      unitPrice: line.unit_price,
      currency: line.currency,
      companyId: Number(line.company_id),
      periodFrom: line.period_from,
      periodTo: line.period_to,
      netCents,
      takenCents,
      leftCents: Math.max(netCents - takenCents, 0),
    }
  })
}

/** What was taken of charges so far, above zero; requests but for those left out. */
export async function takenOf(chargeIds: number[], trx?: Trx, without: number[] = []): Promise<Map<number, number>> {
  const client = trx ?? db
  const taken = new Map<number, number>()
  if (chargeIds.length === 0) return taken
  const add = (rows: Record<string, any>[], sign: 1 | -1) => {
    for (const row of rows) taken.set(Number(row.id), (taken.get(Number(row.id)) ?? 0) + sign * Number(row.net_cents))
  }

  add(await client.from('credit_requests').whereIn('charge_id', chargeIds).whereNot('state', 'withdrawn').whereNotIn('id', without).select('charge_id as id', 'net_cents'), 1)
  const others = client.from('charges').whereIn('corrects_charge_id', chargeIds).whereIn('state', ['proposed', 'billed']).whereNot('source_type', 'credit_request')
  add(await others.select('corrects_charge_id as id', 'net_cents'), -1)
  add(await client.from('hand_credit_shares').whereIn('charge_id', chargeIds).select('charge_id as id', 'net_cents'), 1)
  return taken
}
