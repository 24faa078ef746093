import type { InvoiceLineToPost, InvoiceToPost } from '#contracts/erp'
import { addDays, yearOf, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { divideHalfAwayFromZero } from '#shared/money/rounding'
import { nextNumber } from '#erp/connectors/sandbox/sandbox_numbers'
import type { CustomerRow, ProductRow } from '#erp/connectors/sandbox/sandbox_rows'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'
import ErpRefused from '#erp/errors/erp_refused'

/** Tax codes of the sandbox company, in per cent. */
const TAX_CODES: Record<string, number> = { STANDARD: 21, REDUCED: 10, TVA19: 19, EXEMPT: 0 }

/** What the sandbox ERP does when it is asked for an invoice: number, tax and due day, or a refusal. */
export default class IssueSandboxInvoice {
  async handle(invoice: InvoiceToPost, today: CalendarDate, trx?: Trx): Promise<number> {
    return within(trx, async (client) => {
      const issuedOn = invoice.issuedOn ?? today
      const customer = await this.admit(client, invoice, issuedOn, today)
      const percents = await this.taxPercents(client, invoice.lines)
      const taxCents = taxOf(invoice.lines, percents)
      const totalCents = invoice.netCents + taxCents

      const [id] = await client.table('sandbox_invoices').insert({
        number: await nextNumber(client, `F${yearOf(issuedOn)}-`),
        reference: invoice.reference,
        customer_id: customer.id,
        state: 'posted',
        issued_on: issuedOn,
        due_on: addDays(issuedOn, customer.payment_days),
        currency: invoice.currency,
        net_cents: invoice.netCents,
        tax_cents: taxCents,
        total_cents: totalCents,
        open_cents: totalCents,
        text: invoice.text,
        modified_at: sqlInstant(now()),
      })
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

      return Number(id)
    })
  }

  private async admit(
    trx: Trx,
    invoice: InvoiceToPost,
    issuedOn: CalendarDate,
    today: CalendarDate
  ): Promise<CustomerRow> {
    const { currency, closedUntil, hasUniqueReferences } = await sandboxSettings(trx)
    if (invoice.currency !== currency)
      throw new ErpRefused('currency_unknown', `The company does not invoice in ${invoice.currency}`)
    if (closedUntil && issuedOn <= closedUntil)
      throw new ErpRefused('period_closed', `The books are closed until ${closedUntil}`)
    if (issuedOn > today) throw new ErpRefused('date_in_future', `${issuedOn} is later than today`)

    const customer: CustomerRow | null = await trx
      .from('sandbox_customers')
      .where('id', Number(invoice.customerId) || 0)
      .forUpdate()
      .first()
    if (!customer) throw new ErpRefused('customer_unknown', `There is no customer ${invoice.customerId}`)
    if (customer.is_blocked) throw new ErpRefused('customer_blocked', `${customer.name} is blocked for invoices`)

    const sum = invoice.lines.reduce((cents, line) => cents + line.netCents, 0)
    if (sum !== invoice.netCents)
      throw new ErpRefused('other', `The lines add up to ${sum} and not to ${invoice.netCents}`)
    const twin =
      hasUniqueReferences && (await trx.from('sandbox_invoices').where('reference', invoice.reference).first())
    if (twin) throw new ErpRefused('duplicate_reference', `${invoice.reference} is already invoice ${twin.number}`)

    return customer
  }

  private async taxPercents(trx: Trx, lines: InvoiceLineToPost[]): Promise<number[]> {
    const ids = [...new Set(lines.flatMap(({ productId }) => (productId === null ? [] : Number(productId) || 0)))]
    const products: ProductRow[] = ids.length ? await trx.from('sandbox_products').whereIn('id', ids) : []

    return lines.map(({ productId, taxCode }) => {
      const product = products.find(({ id }) => String(id) === productId)
      if (productId !== null && !product) throw new ErpRefused('product_unknown', `There is no product ${productId}`)
      if (taxCode === null) return product?.tax_percent ?? TAX_CODES.STANDARD
      if (!Object.hasOwn(TAX_CODES, taxCode))
        throw new ErpRefused('tax_code_unknown', `There is no tax code ${taxCode}`)
      return TAX_CODES[taxCode]
    })
  }
}

/** Tax is rounded once for each rate, as the invoice states it. */
function taxOf(lines: InvoiceLineToPost[], percents: number[]): number {
  const netByPercent = new Map<number, number>()
  lines.forEach((line, index) =>
    netByPercent.set(percents[index], (netByPercent.get(percents[index]) ?? 0) + line.netCents)
  )

  return [...netByPercent].reduce((sum, [percent, net]) => sum + divideHalfAwayFromZero(net * percent, 100), 0)
}
