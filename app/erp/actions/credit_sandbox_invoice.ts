import { yearOf } from '#shared/calendar/calendar_date'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { taxOf } from '#erp/connectors/sandbox/sandbox_admission'
import { nextNumber } from '#erp/connectors/sandbox/sandbox_numbers'
import type { InvoiceLineRow, InvoiceRow } from '#erp/connectors/sandbox/sandbox_rows'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'
import SandboxRefused from '#erp/errors/sandbox_refused'
import { tellOfSandboxChange } from '#erp/sandbox_teller'

export interface SandboxCredit {
  /** Net of a line that is credited, in minor units; the whole line when absent. Only these lines are credited. */
  lines: { id: number; netCents?: number }[]
  text: string
}

/** A clerk at the sandbox ERP credits an invoice by hand: whole, or lines of it. The two settle each other. */
export default class CreditSandboxInvoice {
  async handle(invoiceId: number, credit: SandboxCredit, trx?: Trx): Promise<number> {
    return within(trx, async (client) => {
      const invoice: InvoiceRow = await client.from('sandbox_invoices').where('id', invoiceId).forUpdate().firstOrFail()
      if (!['posted', 'paid'].includes(invoice.state) || Number(invoice.net_cents) <= 0) throw new SandboxRefused('not_creditable')
      const lines = await this.linesOf(client, invoiceId, credit)
      const netCents = lines.reduce((sum, line) => sum + line.net_cents, 0)
      const totalCents = netCents + taxOf(lines.map((line) => ({ netCents: line.net_cents, percent: line.tax_percent })))

      const { timeZone } = await sandboxSettings(client)
      const issuedOn = todayIn(timeZone)
      const modifiedAt = sqlInstant(now())
      const settled = Math.min(Number(invoice.open_cents), -totalCents)
      const [id] = await client.table('sandbox_invoices').insert({
        number: await nextNumber(client, `F${yearOf(issuedOn)}-`),
        reference: null,
        customer_id: invoice.customer_id,
        state: totalCents + settled === 0 ? 'paid' : 'posted',
        issued_on: issuedOn,
        due_on: issuedOn,
        currency: invoice.currency,
        net_cents: netCents,
        tax_cents: totalCents - netCents,
        total_cents: totalCents,
        open_cents: totalCents + settled,
        text: credit.text,
        credits_invoice_id: invoiceId,
        site_id: invoice.site_id,
        modified_at: modifiedAt,
      })
      await insertMany(client, 'sandbox_invoice_lines', lines.map((line, index) => ({ ...line, invoice_id: id, position: index + 1 })))
      const left = Number(invoice.open_cents) - settled
      await client
        .from('sandbox_invoices')
        .where('id', invoiceId)
        .update({ open_cents: left, state: left === 0 ? 'paid' : invoice.state, modified_at: modifiedAt })
      for (const one of [invoiceId, Number(id)]) await tellOfSandboxChange('invoice', one, client)

      return Number(id)
    })
  }

  private async linesOf(trx: Trx, invoiceId: number, credit: SandboxCredit) {
    const all: InvoiceLineRow[] = await trx.from('sandbox_invoice_lines').where('invoice_id', invoiceId).orderBy('position')
    const before = await trx.from('sandbox_invoice_lines').whereIn('credits_line_id', all.map(({ id }) => id))
    const wanted = credit.lines.flatMap(({ id, netCents }) => {
      const line = all.find((one) => one.id === id)
      if (!line) return []
      const left = Number(line.net_cents) + before.filter((one) => one.credits_line_id === id).reduce((sum, one) => sum + Number(one.net_cents), 0)
      const cents = netCents ?? left
      if (cents <= 0) return []
      if (cents > left) throw new SandboxRefused('credit_too_high', `credit_${id}`)

      const same = { product_id: line.product_id, description: line.description, tax_percent: line.tax_percent }
      return { ...same, ...goodsOf(line, cents), net_cents: -cents, credits_line_id: id, credits_position: line.position }
    })
    if (wanted.length === 0) throw new SandboxRefused('nothing_to_credit')

    return wanted
  }
}

/** A line that is credited whole takes back what it sold; a part of its amount is money and names no goods. */
function goodsOf(line: InvoiceLineRow, cents: number) {
  if (cents < Number(line.net_cents) || line.quantity.startsWith('-')) return { quantity: '-1', unit_price: (cents / 100).toFixed(2), order_line_id: null, serials: null }
  return { quantity: `-${line.quantity}`, unit_price: line.unit_price, order_line_id: line.order_line_id, serials: line.serials }
}
