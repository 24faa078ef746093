import { yearOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { nextNumber } from '#erp/connectors/sandbox/sandbox_numbers'
import type { InvoiceRow } from '#erp/connectors/sandbox/sandbox_rows'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'
import SandboxRefused from '#erp/errors/sandbox_refused'
import { tellOfSandboxChange } from '#erp/sandbox_teller'

export interface SandboxPayment {
  /** All that is open when absent. */
  amountCents?: number
  paidOn?: CalendarDate
  method?: string
}

/** Records that a customer paid an invoice of the sandbox ERP, in full or in part. */
export default class PaySandboxInvoice {
  async handle(invoiceId: number, payment: SandboxPayment = {}, trx?: Trx): Promise<number> {
    return within(trx, async (client) => {
      const invoice: InvoiceRow = await client.from('sandbox_invoices').where('id', invoiceId).forUpdate().firstOrFail()
      if (invoice.state !== 'posted') throw new SandboxRefused('not_payable')
      const openCents = Number(invoice.open_cents)
      const amountCents = payment.amountCents ?? openCents
      if (amountCents * Math.sign(openCents) <= 0 || Math.abs(amountCents) > Math.abs(openCents)) throw new SandboxRefused('amount', 'amount')

      const { timeZone } = await sandboxSettings(client)
      const paidOn = payment.paidOn ?? todayIn(timeZone)
      const modifiedAt = sqlInstant(now())
      const [id] = await client.table('sandbox_payments').insert({
        number: await nextNumber(client, `Z${yearOf(paidOn)}-`),
        customer_id: invoice.customer_id,
        kind: 'payment',
        paid_on: paidOn,
        currency: invoice.currency,
        amount_cents: amountCents,
        is_cancelled: false,
        method: payment.method ?? 'transfer',
        reference: invoice.number,
        modified_at: modifiedAt,
      })
      await client.table('sandbox_payment_shares').insert({ payment_id: id, invoice_id: invoiceId, amount_cents: amountCents })
      const left = openCents - amountCents
      await client
        .from('sandbox_invoices')
        .where('id', invoiceId)
        .update({ state: left === 0 ? 'paid' : 'posted', open_cents: left, modified_at: modifiedAt })

      await tellOfSandboxChange('invoice', invoiceId, client)
      await tellOfSandboxChange('payment', Number(id), client)
      return Number(id)
    })
  }
}
