import db from '@adonisjs/lucid/services/db'
import type { Trx } from '#shared/database/transaction'
import { takenOf } from '#billing/queries/creditable_lines'

/** What became of a manual charge, and what of it is owed still: billed or to be, less what was or will be credited. */
export interface StandingCharge {
  state: 'open' | 'billed' | 'withdrawn'
  netCents: number
  /** Minor units; nothing once it was withdrawn or given back. */
  standingCents: number
  invoiceId: number | null
  invoice: string | null
  runId: number | null
}

/** Of each of these manual charges what stands; of those that are billed, the invoice they stand on. */
export async function standingCharges(ids: number[], trx?: Trx): Promise<Map<number, StandingCharge>> {
  if (ids.length === 0) return new Map()
  const client = trx ?? db
  const rows = await client
    .from('manual_charges')
    .leftJoin('charges', (join) => {
      join.on('charges.source_id', 'manual_charges.id').andOnVal('charges.source_type', 'manual_charge').andOnIn('charges.state', ['proposed', 'held', 'billed'])
    })
    .leftJoin('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
    .leftJoin('invoices', 'invoices.id', 'invoice_lines.invoice_id')
    .whereIn('manual_charges.id', ids)
    .select('manual_charges.id', 'manual_charges.state', 'manual_charges.net_cents', 'charges.id as charge_id', 'charges.billing_run_id')
    .select('invoices.id as invoice_id', 'invoices.reference', 'invoices.erp_number')
  const billed = rows.filter(({ state }) => state === 'billed').map((row) => Number(row.charge_id))
  const taken = await takenOf(billed, trx)

  return new Map(
    rows.map((row) => {
      const netCents = Number(row.net_cents)
      const isBilled = row.state === 'billed'
      const standingCents = row.state === 'withdrawn' ? 0 : netCents - (isBilled ? (taken.get(Number(row.charge_id)) ?? 0) : 0)
      const invoice = isBilled ? (row.erp_number ?? row.reference) : null
      return [Number(row.id), { state: row.state, netCents, standingCents, invoiceId: isBilled ? Number(row.invoice_id) : null, invoice, runId: row.billing_run_id ? Number(row.billing_run_id) : null }]
    })
  )
}
