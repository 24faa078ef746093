import type { InvoiceToPost } from '#contracts/erp'
import { yearOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { admitCodes, admitDay, admitHeader, admitPayer, taxOf, taxPercents } from '#erp/connectors/sandbox/sandbox_admission'
import { nextNumber } from '#erp/connectors/sandbox/sandbox_numbers'
import { duesOf } from '#erp/rules/due_instalments'
import ErpRefused from '#erp/errors/erp_refused'
import { tellOfSandboxChange } from '#erp/sandbox_teller'

/** What the sandbox ERP does when it is asked for an invoice: number, tax and due day, or a refusal. */
export default class IssueSandboxInvoice {
  async handle(invoice: InvoiceToPost, today: CalendarDate, trx?: Trx): Promise<number> {
    return within(trx, async (client) => {
      const issuedOn = invoice.issuedOn ?? today
      await admitDay(client, issuedOn, today)
      const customer = await admitHeader(client, invoice)
      const { siteId, instalments } = await admitCodes(client, invoice, customer)
      const payerId = await admitPayer(client, invoice)
      const sum = invoice.lines.reduce((cents, line) => cents + line.netCents, 0)
      if (sum !== invoice.netCents) throw new ErpRefused('other', `The lines add up to ${sum} and not to ${invoice.netCents}`)
      const percents = await taxPercents(client, invoice.lines)
      const taxCents = taxOf(invoice.lines.map(({ netCents }, index) => ({ netCents, percent: percents[index] })))
      const totalCents = invoice.netCents + taxCents

      const dues = duesOf(issuedOn, totalCents, instalments)

      const [id] = await client.table('sandbox_invoices').insert({
        number: await nextNumber(client, `F${yearOf(issuedOn)}-`),
        reference: invoice.reference,
        customer_id: customer.id,
        state: 'posted',
        issued_on: issuedOn,
        due_on: dues[0].on,
        currency: invoice.currency,
        net_cents: invoice.netCents,
        tax_cents: taxCents,
        total_cents: totalCents,
        open_cents: totalCents,
        text: invoice.text,
        site_id: siteId,
        payment_term: invoice.paymentTerm ?? null,
        payer_id: payerId,
        modified_at: sqlInstant(now()),
      })
      await insertMany(client, 'sandbox_due_dates', dues.map(({ on, amountCents }) => ({ invoice_id: id, due_on: on, amount_cents: amountCents })))
      await insertMany(
        client,
        'sandbox_invoice_lines',
        invoice.lines.map((line, index) => ({
          invoice_id: id,
          position: index + 1,
          product_id: line.productId === null ? null : Number(line.productId),
          description: line.description,
          quantity: line.quantity,
          unit_price: line.unitPrice,
          net_cents: line.netCents,
          tax_percent: percents[index],
        }))
      )

      await tellOfSandboxChange('invoice', Number(id), client)
      return Number(id)
    })
  }
}
