import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import { logChanges, SYNC } from '#shared/records/change_log'
import type { MirroredRow } from '#mirror/actions/mirror_records'
import { creditableCharges } from '#billing/queries/creditable_charges'
import { creditsMadeThere, type CreditMadeThere } from '#billing/queries/credits_made_there'
import { shareCredit } from '#billing/rules/hand_credit'

/**
 * Takes over credit notes that somebody wrote in the ERP against invoices of ours, so that what they gave back is
 * neither charged nor credited again. A credit note that was cancelled there no longer counts here.
 */
export default class FollowHandCredits {
  async handle(changes: Pick<MirroredRow, 'id'>[], trx: Trx): Promise<void> {
    for (const credit of await creditsMadeThere(changes.map(({ id }) => id), trx)) {
      const known = await trx.from('hand_credits').where('erp_invoice_id', credit.erpInvoiceId).forUpdate().first()
      if (!credit.counts) {
        if (known) await this.forget(Number(known.id), credit, trx)
      } else if (!known || Number(known.net_cents) !== credit.netCents) {
        if (known) await this.remove(Number(known.id), trx)
        await this.keep(credit, trx)
      }
    }
  }

  /** Takes over what was credited before we knew which invoice of the ERP is ours. */
  async afterPosting(invoiceId: number, trx: Trx): Promise<void> {
    const origins = await trx
      .from('erp_invoices')
      .join('invoices', (join) =>
        join.on('invoices.connection_id', 'erp_invoices.connection_id').andOn('invoices.erp_id', 'erp_invoices.external_id')
      )
      .where('invoices.id', invoiceId)
      .select('erp_invoices.id')
    await this.handle(origins.map(({ id }) => ({ id: Number(id) })), trx)
  }

  private async keep(credit: CreditMadeThere, trx: Trx): Promise<void> {
    const charges = await creditableCharges(credit.invoiceId, trx)
    const { shares, excessCents } = shareCredit(charges, credit.netCents, credit.lines)
    const [id] = await trx.insertQuery().table('hand_credits').insert({
      erp_invoice_id: credit.erpInvoiceId,
      invoice_id: credit.invoiceId,
      currency: credit.currency,
      net_cents: credit.netCents,
      excess_cents: excessCents,
      treatment: 'kept',
      created_at: sqlInstant(now()),
    })
    const rows = [...shares].map(([chargeId, cents]) => ({ hand_credit_id: id, charge_id: chargeId, net_cents: cents }))
    await insertMany(trx, 'hand_credit_shares', rows)
    await this.log(credit, [null, credit.netCents], trx)
  }

  private async forget(id: number, credit: CreditMadeThere, trx: Trx): Promise<void> {
    await this.remove(id, trx)
    await this.log(credit, [credit.netCents, null], trx)
  }

  private async remove(id: number, trx: Trx): Promise<void> {
    await trx.from('hand_credit_shares').where('hand_credit_id', id).delete()
    await trx.from('hand_credits').where('id', id).delete()
  }

  private async log({ invoiceId }: CreditMadeThere, change: [unknown, unknown], trx: Trx): Promise<void> {
    await logChanges([{ recordType: 'invoice', recordId: invoiceId, kind: 'changed', changes: { credited_there_cents: change } }], SYNC, trx)
  }
}
