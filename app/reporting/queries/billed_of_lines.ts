import db from '@adonisjs/lucid/services/db'
import type { Billed } from '#reporting/rules/truth'

/** What was billed and credited of contract lines, by the line, each with how far its invoice has come. */
export async function billedOfLines(lineIds: number[]): Promise<Map<number, Billed[]>> {
  const rows = await db
    .from('charges')
    .leftJoin('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
    .leftJoin('invoices', 'invoices.id', 'invoice_lines.invoice_id')
    .where({ 'charges.source_type': 'contract_line', 'charges.state': 'billed' })
    .whereIn('charges.source_id', lineIds)
    .select('charges.id', 'charges.description', 'charges.source_id', 'charges.period_from', 'charges.net_cents', 'invoice_lines.invoice_id')
    .select('invoices.status', 'invoices.total_cents', 'invoices.open_cents', 'invoices.reference', 'invoices.erp_number')

  const billed = new Map<number, Billed[]>()
  for (const row of rows) {
    const one = {
      from: row.period_from,
      netCents: Number(row.net_cents),
      invoiceId: row.invoice_id === null ? null : Number(row.invoice_id),
      isPosted: row.status === 'posted',
      totalCents: row.total_cents === null ? null : Number(row.total_cents),
      openCents: row.open_cents === null ? null : Number(row.open_cents),
      of: { description: row.description, href: `/billing/charges/${row.id}`, invoice: row.erp_number ?? row.reference },
    }
    billed.set(Number(row.source_id), [...(billed.get(Number(row.source_id)) ?? []), one])
  }
  for (const { lineId, credit } of [...(await creditedThere(lineIds)), ...(await creditedOnRequest(lineIds))]) {
    billed.set(lineId, [...(billed.get(lineId) ?? []), credit])
  }
  return billed
}

/** What was credited in the ERP by hand, as credits of the months in which the credited periods begin. */
async function creditedThere(lineIds: number[]): Promise<{ lineId: number; credit: Billed }[]> {
  const rows = await db
    .from('hand_credit_shares')
    .join('hand_credits', 'hand_credits.id', 'hand_credit_shares.hand_credit_id')
    .join('erp_invoices', 'erp_invoices.id', 'hand_credits.erp_invoice_id')
    .join('charges', 'charges.id', 'hand_credit_shares.charge_id')
    .where('charges.source_type', 'contract_line')
    .whereIn('charges.source_id', lineIds)
    .select('charges.source_id', 'charges.period_from', 'hand_credit_shares.net_cents', 'hand_credits.treatment', 'hand_credits.invoice_id')
    .select('charges.description', 'erp_invoices.id as erp_invoice_id', 'erp_invoices.number', 'erp_invoices.total_cents', 'erp_invoices.open_cents')

  return rows.map((row) => ({
    lineId: Number(row.source_id),
    credit: {
      from: row.period_from,
      netCents: -Number(row.net_cents),
      invoiceId: Number(row.invoice_id),
      isPosted: true,
      totalCents: Number(row.total_cents),
      openCents: Number(row.open_cents),
      isGiven: row.treatment === 'kept',
      of: { description: row.description, href: `/mirror/invoices/${row.erp_invoice_id}`, invoice: row.number },
    },
  }))
}

/** What people had credited of these lines, as credits of the months in which the credited periods begin. */
async function creditedOnRequest(lineIds: number[]): Promise<{ lineId: number; credit: Billed }[]> {
  const rows = await db
    .from('charges')
    .join('charges as credited', 'credited.id', 'charges.corrects_charge_id')
    .join('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
    .join('invoices', 'invoices.id', 'invoice_lines.invoice_id')
    .where({ 'charges.source_type': 'credit_request', 'charges.state': 'billed', 'credited.source_type': 'contract_line' })
    .whereIn('credited.source_id', lineIds)
    .select('credited.source_id', 'credited.period_from', 'charges.net_cents', 'invoices.id as invoice_id')
    .select('charges.id', 'charges.description', 'invoices.status', 'invoices.total_cents', 'invoices.open_cents', 'invoices.reference', 'invoices.erp_number')

  return rows.map((row) => ({
    lineId: Number(row.source_id),
    credit: {
      from: row.period_from,
      netCents: Number(row.net_cents),
      invoiceId: Number(row.invoice_id),
      isPosted: row.status === 'posted',
      totalCents: row.total_cents === null ? null : Number(row.total_cents),
      openCents: row.open_cents === null ? null : Number(row.open_cents),
      isGiven: true,
      of: { description: row.description, href: `/billing/charges/${row.id}`, invoice: row.erp_number ?? row.reference },
    },
  }))
}
