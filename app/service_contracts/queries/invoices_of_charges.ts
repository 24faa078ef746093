import db from '@adonisjs/lucid/services/db'

/** The invoice each of these charges stands on. */
export async function invoicesOfCharges(chargeIds: number[]) {
  if (chargeIds.length === 0) return new Map<number, { id: number; label: string; status: string }>()
  const rows = await db
    .from('invoice_lines')
    .join('invoices', 'invoices.id', 'invoice_lines.invoice_id')
    .select('invoice_lines.charge_id', 'invoices.id', 'invoices.erp_number', 'invoices.reference', 'invoices.status')
    .whereIn('invoice_lines.charge_id', chargeIds)
  return new Map(
    rows.map((row) => [Number(row.charge_id), { id: Number(row.id), label: row.erp_number ?? row.reference, status: row.status as string }])
  )
}
