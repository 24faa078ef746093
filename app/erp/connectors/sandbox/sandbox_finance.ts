import { DateTime } from 'luxon'
import type { ErpCompany, ErpCurrency, ErpPayment, ErpPaymentTerm, ErpPriceList, ErpSite, ErpStockLevel, ErpTaxCode } from '#contracts/erp'
import { calendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import { instalmentsOf } from '#erp/rules/due_instalments'

type Flag = number | boolean

/** What every master of the sandbox has. */
interface Master {
  id: number
  code: string
  name: string
  is_active: Flag
}

export type CompanyRow = Master & { tax_id: string | null; currency: string; country: string }
export type CurrencyRow = Master & { decimals: number }
export type TaxCodeRow = Master & { percent: number; area: string | null; valid_from: string | null; valid_until: string | null }
export type PaymentTermRow = Master & { instalments: string }
export type SiteRow = Master & { company_id: number; place: string | null; is_invoicing: Flag; has_stock: Flag }
export type PriceListRow = Master & { currency: string; includes_tax: Flag; valid_from: string | null; valid_until: string | null }

export interface PriceListLineRow {
  id: number
  price_list_id: number
  product_id: number
  from_quantity: string
  unit_price: string
  valid_from: string | null
  valid_until: string | null
}

export interface StockRow {
  id: number
  product_id: number
  site_id: number
  quantity: number
  reserved: number
  modified_at: string | Date
}

export interface PaymentRow {
  id: number
  number: string
  customer_id: number
  kind: 'payment' | 'reversal'
  reverses_payment_id: number | null
  paid_on: CalendarDate
  currency: string
  amount_cents: number
  is_cancelled: Flag
  method: string | null
  reference: string | null
}

export interface PaymentShareRow {
  id: number
  payment_id: number
  invoice_id: number
  amount_cents: number
}

const master = ({ id, code, name, is_active: isActive }: Master) => ({ id: String(id), code, name, isActive: Boolean(isActive) })
const day = (text: string | null) => (text === null ? null : calendarDate(text))
const instant = (at: string | Date) => (at instanceof Date ? DateTime.fromJSDate(at) : DateTime.fromSQL(at, { zone: 'utc' })).toUTC().toISO()!

export const toCompany = (row: CompanyRow): ErpCompany => ({ ...master(row), taxId: row.tax_id, currency: row.currency, country: row.country })

export const toCurrency = (row: CurrencyRow): ErpCurrency => ({ ...master(row), exponent: row.decimals })

export const toTaxCode = (row: TaxCodeRow): ErpTaxCode => ({
  ...master(row),
  percent: String(row.percent),
  area: row.area,
  validFrom: day(row.valid_from),
  validUntil: day(row.valid_until),
})

export const toPaymentTerm = (row: PaymentTermRow): ErpPaymentTerm => ({
  ...master(row),
  instalments: instalmentsOf(row.instalments).map(({ percent, ...more }) => ({ percent: percent === null ? null : String(percent), ...more })),
})

export const toSite = (row: SiteRow): ErpSite => ({
  ...master(row),
  companyId: String(row.company_id),
  place: row.place,
  isInvoicing: Boolean(row.is_invoicing),
  hasStock: Boolean(row.has_stock),
})

export const toPriceList = (row: PriceListRow, lines: PriceListLineRow[]): ErpPriceList => ({
  ...master(row),
  currency: row.currency,
  includesTax: Boolean(row.includes_tax),
  validFrom: day(row.valid_from),
  validUntil: day(row.valid_until),
  lines: lines.map((line) => ({
    id: String(line.id),
    productId: String(line.product_id),
    fromQuantity: line.from_quantity,
    unitPrice: line.unit_price,
    validFrom: day(line.valid_from),
    validUntil: day(line.valid_until),
  })),
})

export const toStockLevel = (row: StockRow): ErpStockLevel => ({
  id: String(row.id),
  productId: String(row.product_id),
  siteId: String(row.site_id),
  quantity: String(row.quantity),
  available: String(row.quantity - row.reserved),
  asOf: instant(row.modified_at),
})

export const toPayment = (row: PaymentRow, shares: PaymentShareRow[]): ErpPayment => ({
  id: String(row.id),
  number: row.number,
  customerId: String(row.customer_id),
  kind: row.kind,
  paidOn: calendarDate(row.paid_on),
  currency: row.currency,
  amountCents: Number(row.amount_cents),
  isCancelled: Boolean(row.is_cancelled),
  method: row.method,
  reference: row.reference,
  shares: shares.map((share) => ({ id: String(share.id), invoiceId: String(share.invoice_id), amountCents: Number(share.amount_cents) })),
})
