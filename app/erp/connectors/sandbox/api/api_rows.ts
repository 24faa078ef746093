import { DateTime } from 'luxon'
import type { AddressRow, ContactRow, CustomerRow, DeliveryLineRow, DeliveryRow, DueDateRow, InvoiceLineRow, InvoiceRow, OrderLineRow, OrderRow, ProductRow, StockMoveRow } from '#erp/connectors/sandbox/sandbox_rows'
import type { ErpLot } from '#contracts/erp_records'
import { moneyText } from '#shared/money/money'

type Bool = number | boolean

export const yes = (value: Bool) => (value ? 'Y' : 'N')
export const day = (text: string | null) => (text ? text.split('-').reverse().join('/') : '')
export const comma = (text: string) => text.replace('.', ',')
const utc = (at: string | Date) => (at instanceof Date ? DateTime.fromJSDate(at, { zone: 'utc' }) : DateTime.fromSQL(String(at), { zone: 'utc' }))

/** `1.234.567,80`, as the sandbox writes amounts. */
export const amount = (cents: number | string, currency: string) => {
  const [whole, decimals] = moneyText(Number(cents), currency).split('.')
  return whole.replace(/\B(?=(\d{3})+(?!\d))/g, '.') + (decimals ? `,${decimals}` : '')
}

/** Serial numbers with a semicolon between them. */
const together = (serials: string | null) => (JSON.parse(serials ?? '[]') as string[]).join(';')

/** A list of one arrives as the thing itself, and an empty one not at all. */
export const wrapped = (name: string, list: unknown[]) => (list.length === 0 ? null : { [name]: list.length === 1 ? list[0] : list })

/** Local time without a zone, to the second. */
export const stamp = (at: string | Date, zone: string) => utc(at).setZone(zone).toFormat('yyyy-MM-dd HH:mm:ss')

export const customerOut = (row: CustomerRow, contacts: ContactRow[], zone: string) => ({
  no: row.id,
  code: row.number,
  name: row.name,
  vat: row.tax_id ?? '',
  mail: row.email ?? '',
  phone: row.phone ?? '',
  web: row.website ?? '',
  lang: (row.language ?? '').toUpperCase(),
  active: yes(row.is_active),
  blocked: yes(row.is_blocked),
  term: row.payment_term_id ?? '',
  price_list: row.price_list_id ?? '',
  ref: row.reference ?? '',
  changed: stamp(row.modified_at, zone),
  contacts: wrapped('contact', contacts.map(({ id, name, email, phone }) => ({ no: id, name, mail: email ?? '', phone: phone ?? '' }))),
})

export const addressOut = (row: AddressRow & { modified_at: string | null }) => ({
  no: row.id,
  customer: String(row.customer_id),
  street: row.street,
  zip: row.postal_code,
  city: row.city,
  country: row.country,
  active: yes(row.is_active),
})

export const productOut = (row: ProductRow) => ({
  no: row.id,
  code: row.number,
  name: row.name,
  unit: row.unit,
  price: comma(row.list_price),
  active: yes(row.is_active),
  serial: yes(row.is_serialised),
  type: row.is_service ? 'S' : 'G',
  model: row.contract_model ?? '',
})

const ORDER_STATUS = { draft: 'D', confirmed: 'C', done: 'F', cancelled: 'X' }
export const orderOut = (row: OrderRow, lines: OrderLineRow[]) => ({
  no: row.id,
  code: row.number,
  customer: row.customer_id,
  date: day(row.ordered_on),
  wanted: row.requested_on ? day(row.requested_on) : '',
  status: ORDER_STATUS[row.state],
  currency: row.currency,
  your_ref: row.customer_reference ?? '',
  ref: row.reference ?? '',
  lines: wrapped('line', lines.map((line) => ({ no: line.id, pos: line.position * 10, item: line.product_id ?? '', text: line.description, qty: comma(line.quantity), price: comma(line.unit_price), void: yes(line.is_cancelled) }))),
})

export const stockMoveOut = (row: StockMoveRow) => ({
  no: row.id,
  code: row.number,
  ref: row.reference ?? '',
  type: row.kind === 'issue' ? 'I' : 'R',
  date: day(row.moved_on),
  site: row.site_id,
  item: row.product_id,
  qty: comma(row.quantity),
  serial: row.serial ?? '',
})

const lotsOut = ({ lots }: DeliveryLineRow) => wrapped('lot', (JSON.parse(lots ?? '[]') as ErpLot[]).map(({ lot, quantity }) => ({ nr: lot, qty: comma(quantity) })))

const DELIVERY_TYPE = { delivery: 'DN', return: 'RN', loan: 'LN', consignment: 'CN', consumption: 'UN' }
export const deliveryOut = (row: DeliveryRow, lines: DeliveryLineRow[], zone: string) => ({
  no: row.id,
  code: row.number,
  type: DELIVERY_TYPE[row.kind],
  customer: row.customer_id,
  date: DateTime.fromISO(row.delivered_on, { zone }).toUnixInteger(),
  void: yes(row.is_cancelled),
  place: row.place ?? '',
  lines: wrapped('line', lines.map((line) => ({ no: line.id, pos: line.position * 10, item: line.product_id, order_line: line.order_line_id ?? '', qty: comma(line.quantity), serials: together(line.serials), lots: lotsOut(line) }))),
})

const INVOICE_STATUS = { draft: 0, posted: 1, paid: 2, cancelled: 9 }
export const invoiceOut = (row: InvoiceRow, lines: InvoiceLineRow[], dues: DueDateRow[]) => ({
  no: row.id,
  code: row.number ?? '',
  ref: row.reference ?? '',
  customer: row.customer_id,
  status: INVOICE_STATUS[row.state],
  date: day(row.issued_on),
  currency: row.currency,
  net: amount(row.net_cents, row.currency),
  tax: amount(row.tax_cents, row.currency),
  total: amount(row.total_cents, row.currency),
  open: amount(row.open_cents, row.currency),
  line_count: String(lines.length),
  due: dueOut(row, dues),
  credits: row.credits_invoice_id ?? '',
  site: row.site_id ?? '',
  lines: wrapped('line', lines.map((line) => ({ no: line.id, item: line.product_id ?? '', order_line: line.order_line_id ?? '', qty: comma(line.quantity), serials: together(line.serials) }))),
  credited: row.credits_invoice_id
    ? wrapped('line', lines.map((line) => ({ no: line.id, item: line.product_id ?? '', text: line.description, net: amount(line.net_cents, row.currency), origin: line.credits_position ?? '' })))
    : null,
})

/** One due date as the thing itself, several as a list. */
function dueOut(row: InvoiceRow, dues: DueDateRow[]) {
  const written = dues.map((due) => ({ date: day(due.due_on), amount: amount(due.amount_cents, row.currency) }))
  if (written.length > 0) return written.length === 1 ? written[0] : written

  return row.due_on ? { date: day(row.due_on), amount: amount(row.total_cents, row.currency) } : null
}
