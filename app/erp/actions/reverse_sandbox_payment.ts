import { yearOf } from '#shared/calendar/calendar_date'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import type { PaymentRow, PaymentShareRow } from '#erp/connectors/sandbox/sandbox_finance'
import { nextNumber } from '#erp/connectors/sandbox/sandbox_numbers'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'
import SandboxRefused from '#erp/errors/sandbox_refused'
import { tellOfSandboxChange } from '#erp/sandbox_teller'

/** Takes a payment of the sandbox ERP back, as when a bank returns a direct debit: its invoices are open again. */
export default class ReverseSandboxPayment {
  async handle(paymentId: number, trx?: Trx): Promise<number> {
    return within(trx, async (client) => {
      const payment: PaymentRow = await client.from('sandbox_payments').where('id', paymentId).forUpdate().firstOrFail()
      const reversed = await client.from('sandbox_payments').where('reverses_payment_id', paymentId).first()
      if (payment.kind !== 'payment' || reversed) throw new SandboxRefused('not_reversible')
      const shares: PaymentShareRow[] = await client.from('sandbox_payment_shares').where('payment_id', paymentId)

      const { timeZone } = await sandboxSettings(client)
      const paidOn = todayIn(timeZone)
      const modifiedAt = sqlInstant(now())
      const [id] = await client.table('sandbox_payments').insert({
        number: await nextNumber(client, `Z${yearOf(paidOn)}-`),
        customer_id: payment.customer_id,
        kind: 'reversal',
        reverses_payment_id: paymentId,
        paid_on: paidOn,
        currency: payment.currency,
        amount_cents: -payment.amount_cents,
        is_cancelled: false,
        method: payment.method,
        reference: payment.number,
        modified_at: modifiedAt,
      })
      await insertMany(client, 'sandbox_payment_shares', shares.map((share) => ({ payment_id: id, invoice_id: share.invoice_id, amount_cents: -share.amount_cents })))
      for (const share of shares) {
        const open = client.raw('open_cents + ?', [Number(share.amount_cents)])
        await client.from('sandbox_invoices').where('id', share.invoice_id).update({ state: 'posted', open_cents: open, modified_at: modifiedAt })
        await tellOfSandboxChange('invoice', share.invoice_id, client)
      }
      await tellOfSandboxChange('payment', Number(id), client)

      return Number(id)
    })
  }
}
