import { instalmentsOf } from '#erp/rules/due_instalments'
import { amount, comma, day, stamp, wrapped, yes } from '#erp/connectors/sandbox/api/api_rows'
import type {
  CompanyRow,
  CurrencyRow,
  PaymentRow,
  PaymentShareRow,
  PaymentTermRow,
  PriceListLineRow,
  PriceListRow,
  SiteRow,
  StockRow,
  TaxCodeRow,
} from '#erp/connectors/sandbox/sandbox_finance'

const span = ({ valid_from: from, valid_until: until }: { valid_from: string | null; valid_until: string | null }) => ({ from: day(from), to: day(until) })
const head = ({ id, code, name, is_active: isActive }: { id: number; code: string; name: string; is_active: number | boolean }) => ({
  no: id,
  code,
  name,
  active: yes(isActive),
})

export const companyOut = (row: CompanyRow) => ({ ...head(row), vat: row.tax_id ?? '', currency: row.currency, country: row.country })
export const currencyOut = (row: CurrencyRow) => ({ ...head(row), decimals: String(row.decimals) })
export const taxCodeOut = (row: TaxCodeRow) => ({ ...head(row), rate: comma(`${row.percent}.00`), area: row.area ?? '', ...span(row) })
export const siteOut = (row: SiteRow) => ({ ...head(row), company: row.company_id, place: row.place ?? '', invoices: yes(row.is_invoicing), stock: yes(row.has_stock) })

export const paymentTermOut = (row: PaymentTermRow) => ({
  ...head(row),
  parts: wrapped('part', instalmentsOf(row.instalments).map((part) => ({ percent: part.percent ?? '', days: part.days, month_end: yes(part.isEndOfMonth) }))),
})

export const priceListOut = (row: PriceListRow, lines: PriceListLineRow[]) => ({
  ...head(row),
  currency: row.currency,
  gross: yes(row.includes_tax),
  ...span(row),
  lines: wrapped('line', lines.map((line) => ({ no: line.id, item: line.product_id, qty: comma(line.from_quantity), price: comma(line.unit_price), ...span(line) }))),
})

export const stockOut = (row: StockRow, zone: string) => ({
  no: row.id,
  item: row.product_id,
  site: row.site_id,
  qty: String(row.quantity),
  reserved: String(row.reserved),
  free: String(row.quantity - row.reserved),
  at: stamp(row.modified_at, zone),
})

export const paymentOut = (row: PaymentRow, shares: PaymentShareRow[]) => ({
  no: row.id,
  code: row.number,
  customer: row.customer_id,
  type: row.kind === 'reversal' ? 'R' : 'P',
  date: day(row.paid_on),
  currency: row.currency,
  amount: amount(row.amount_cents, row.currency),
  void: yes(row.is_cancelled),
  method: row.method ?? '',
  ref: row.reference ?? '',
  shares: wrapped('share', shares.map((share) => ({ no: share.id, invoice: share.invoice_id, amount: amount(share.amount_cents, row.currency) }))),
})
