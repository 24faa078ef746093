import type { InvoiceToPost } from '#contracts/erp'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import { divideHalfAwayFromZero } from '#shared/money/rounding'
import ErpRefused from '#erp/errors/erp_refused'
import { instalmentsOf, type Instalment } from '#erp/rules/due_instalments'
import type { PaymentTermRow, SiteRow, TaxCodeRow } from '#erp/connectors/sandbox/sandbox_finance'
import type { CustomerRow, ProductRow } from '#erp/connectors/sandbox/sandbox_rows'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'

/** Of a line that names neither product nor code, in per cent. */
const STANDARD = 21

export interface HeaderToAdmit {
  reference: string | null
  customerId: string
  currency: string
  paymentTerm?: string | null
  site?: string | null
}

/** Codes of an invoice's header as the sandbox keeps them. */
export interface AdmittedCodes {
  siteId: number | null
  instalments: Instalment[]
}

/** The customer of an invoice that may be written, locked; or the refusal. */
export async function admitHeader(trx: Trx, { reference, customerId, currency }: HeaderToAdmit, ownId = 0): Promise<CustomerRow> {
  const { currency: ours, hasUniqueReferences } = await sandboxSettings(trx)
  if (currency !== ours) throw new ErpRefused('currency_unknown', `The company does not invoice in ${currency}`)
  const customer: CustomerRow | null = await trx
    .from('sandbox_customers')
    .where('id', Number(customerId) || 0)
    .forUpdate()
    .first()
  if (!customer) throw new ErpRefused('customer_unknown', `There is no customer ${customerId}`)
  if (customer.is_blocked) throw new ErpRefused('customer_blocked', `${customer.name} is blocked for invoices`)
  const twin = hasUniqueReferences && reference && (await trx.from('sandbox_invoices').where({ reference }).whereNot('id', ownId).first())
  if (twin) throw new ErpRefused('duplicate_reference', `${reference} is already invoice ${twin.number ?? twin.id}`)

  return customer
}

/** The site and the payment term of an invoice: as it names them, else as the customer has them; or the refusal. */
export async function admitCodes(trx: Trx, { paymentTerm, site }: HeaderToAdmit, customer: CustomerRow): Promise<AdmittedCodes> {
  const place: SiteRow | null = site ? await trx.from('sandbox_sites').where({ code: site, is_active: true }).first() : null
  if (site && !place?.is_invoicing) throw new ErpRefused('site_unknown', `There is no site ${site} that invoices`)

  const wanted = paymentTerm ? { code: paymentTerm } : { id: customer.payment_term_id ?? 0 }
  const term: PaymentTermRow | null = await trx.from('sandbox_payment_terms').where({ ...wanted, is_active: true }).first()
  if (paymentTerm && !term) throw new ErpRefused('payment_term_unknown', `There is no payment term ${paymentTerm}`)
  const byDays = [{ percent: null, days: customer.payment_days, isEndOfMonth: false }]

  return { siteId: place?.id ?? null, instalments: term ? instalmentsOf(term.instalments) : byDays }
}

/** The customer who pays instead of the one who is invoiced, null when nobody else does; or the refusal. */
export async function admitPayer(trx: Trx, { payer }: Pick<InvoiceToPost, 'payer'>): Promise<number | null> {
  if (!payer) return null
  const row: CustomerRow | null = await trx.from('sandbox_customers').where('id', Number(payer.id ?? 0) || 0).first()
  if (!row) throw new ErpRefused('customer_unknown', `There is no customer ${payer.name} who could pay`)
  if (row.is_blocked) throw new ErpRefused('customer_blocked', `${row.name}, who is to pay, is blocked for invoices`)

  return row.id
}

/** @throws {ErpRefused} for a day in closed books or in the future */
export async function admitDay(trx: Trx, issuedOn: CalendarDate, today: CalendarDate): Promise<void> {
  const { closedUntil } = await sandboxSettings(trx)
  if (closedUntil && issuedOn <= closedUntil) throw new ErpRefused('period_closed', `The books are closed until ${closedUntil}`)
  if (issuedOn > today) throw new ErpRefused('date_in_future', `${issuedOn} is later than today`)
}

/** Tax in per cent of each line: by its code, else by its product. */
export async function taxPercents(trx: Trx, lines: { productId: string | null; taxCode: string | null }[]): Promise<number[]> {
  const ids = [...new Set(lines.flatMap(({ productId }) => (productId === null ? [] : Number(productId) || 0)))]
  const products: ProductRow[] = ids.length ? await trx.from('sandbox_products').whereIn('id', ids) : []

  const codes: TaxCodeRow[] = await trx.from('sandbox_tax_codes').where('is_active', true)

  return lines.map(({ productId, taxCode }) => {
    const product = products.find(({ id }) => String(id) === productId)
    if (productId !== null && !product) throw new ErpRefused('product_unknown', `There is no product ${productId}`)
    if (taxCode === null) return product?.tax_percent ?? STANDARD
    const known = codes.find(({ code }) => code === taxCode)
    if (!known) throw new ErpRefused('tax_code_unknown', `There is no tax code ${taxCode}`)
    return known.percent
  })
}

/** Tax is rounded once for each rate, as the invoice states it. */
export function taxOf(lines: { netCents: number; percent: number }[]): number {
  const netByPercent = new Map<number, number>()
  for (const { netCents, percent } of lines) netByPercent.set(percent, (netByPercent.get(percent) ?? 0) + netCents)

  return [...netByPercent].reduce((sum, [percent, net]) => sum + divideHalfAwayFromZero(net * percent, 100), 0)
}
