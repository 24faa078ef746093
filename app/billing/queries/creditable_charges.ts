import type { Trx } from '#shared/database/transaction'
import type { CreditableCharge } from '#billing/rules/hand_credit'

/** The charges of an invoice with what of each was neither credited by us nor in the ERP. */
export async function creditableCharges(invoiceId: number, trx: Trx): Promise<CreditableCharge[]> {
  const charges = await trx
    .from('invoice_lines')
    .join('charges', 'charges.id', 'invoice_lines.charge_id')
    .select('charges.id', 'charges.net_cents', 'invoice_lines.position')
    .where('invoice_lines.invoice_id', invoiceId)
    .orderBy('invoice_lines.position')
  const ids = charges.map(({ id }) => Number(id))
  const ours = await trx.from('charges').select('corrects_charge_id as id', 'net_cents').whereIn('corrects_charge_id', ids).where('state', 'billed')
  const theirs = await trx.from('hand_credit_shares').select('charge_id as id', 'net_cents').whereIn('charge_id', ids)

  return charges.map((charge) => {
    const sum = (rows: { id: number; net_cents: number }[]) =>
      rows.filter((row) => Number(row.id) === Number(charge.id)).reduce((total, row) => total + Number(row.net_cents), 0)

    return { chargeId: Number(charge.id), position: charge.position, leftCents: Number(charge.net_cents) + sum(ours) - sum(theirs) }
  })
}
