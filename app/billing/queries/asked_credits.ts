import db from '@adonisjs/lucid/services/db'

/** The credits people asked for of an invoice, newest first. */
export async function askedCredits(invoiceId: number) {
  const rows = await db.from('credit_requests').where('invoice_id', invoiceId).orderBy('id', 'desc').limit(50)
  return rows.map((row) => ({ ...row, netCents: Number(row.net_cents) }))
}
