import type { ErpCustomer, ErpDelivery, ErpInvoice, ErpLot, ErpOrder, ErpProduct, ErpSoldLine, ErpStockMove } from '#contracts/erp'
import { calendarDate } from '#shared/calendar/calendar_date'
import type {
  AddressRow,
  ContactRow,
  CustomerRow,
  DeliveryLineRow,
  DeliveryRow,
  DueDateRow,
  InvoiceLineRow,
  InvoiceRow,
  OrderLineRow,
  OrderRow,
  ProductRow,
  StockMoveRow,
} from '#erp/connectors/sandbox/sandbox_rows'

export function toCustomer(row: CustomerRow, addresses: AddressRow[], contacts: ContactRow[]): ErpCustomer {
  return {
    id: String(row.id),
    number: row.number,
    name: row.name,
    taxId: row.tax_id,
    email: row.email,
    phone: row.phone,
    website: row.website,
    language: row.language,
    isActive: Boolean(row.is_active),
    isBlocked: Boolean(row.is_blocked),
    paymentTermId: row.payment_term_id ? String(row.payment_term_id) : null,
    priceListId: row.price_list_id ? String(row.price_list_id) : null,
    reference: row.reference ?? null,
    version: row.modified_at,
    changedAt: `${row.modified_at.replace(' ', 'T')}Z`,
    addresses: addresses.map((address) => ({
      id: String(address.id),
      street: address.street,
      postalCode: address.postal_code,
      city: address.city,
      country: address.country,
      isActive: Boolean(address.is_active),
    })),
    contacts: contacts.map(({ id, name, email, phone }) => ({ id: String(id), name, email, phone })),
  }
}

export function toProduct(row: ProductRow, currency: string): ErpProduct {
  return {
    id: String(row.id),
    number: row.number,
    name: row.name,
    unit: row.unit,
    isActive: Boolean(row.is_active),
    isSerialised: Boolean(row.is_serialised),
    isService: Boolean(row.is_service),
    listPrice: row.list_price,
    currency,
    contractModel: row.contract_model,
  }
}

export function toOrder(row: OrderRow, lines: OrderLineRow[]): ErpOrder {
  return {
    id: String(row.id),
    number: row.number,
    customerId: String(row.customer_id),
    orderedOn: calendarDate(row.ordered_on),
    state: row.state,
    currency: row.currency,
    customerReference: row.customer_reference,
    reference: row.reference ?? null,
    lines: lines.map((line) => ({
      id: String(line.id),
      position: line.position,
      productId: line.product_id === null ? null : String(line.product_id),
      description: line.description,
      quantity: line.quantity,
      unitPrice: line.unit_price,
      isCancelled: Boolean(line.is_cancelled),
      expectedOn: row.requested_on ?? null,
    })),
  }
}

export function toStockMove(row: StockMoveRow): ErpStockMove {
  return {
    id: String(row.id),
    number: row.number,
    reference: row.reference,
    kind: row.kind,
    state: 'done',
    movedOn: calendarDate(row.moved_on),
    siteId: String(row.site_id),
    productId: String(row.product_id),
    quantity: row.quantity,
    serial: row.serial,
  }
}

export function toDelivery(row: DeliveryRow, lines: DeliveryLineRow[]): ErpDelivery {
  return {
    id: String(row.id),
    number: row.number,
    kind: row.kind,
    customerId: String(row.customer_id),
    deliveredOn: calendarDate(row.delivered_on),
    isCancelled: Boolean(row.is_cancelled),
    place: row.place,
    lines: lines.map((line) => ({
      id: String(line.id),
      position: line.position,
      productId: String(line.product_id),
      orderLineId: line.order_line_id === null ? null : String(line.order_line_id),
      quantity: line.quantity,
      serials: JSON.parse(line.serials) as string[],
      lots: JSON.parse(line.lots ?? '[]') as ErpLot[],
    })),
  }
}

export function toInvoice(row: InvoiceRow, lines: InvoiceLineRow[], dues: DueDateRow[]): ErpInvoice {
  const totalCents = Number(row.total_cents)
  const isCredit = row.credits_invoice_id !== null

  return {
    id: String(row.id),
    number: row.number,
    reference: row.reference,
    customerId: String(row.customer_id),
    state: row.state,
    issuedOn: row.issued_on === null ? null : calendarDate(row.issued_on),
    currency: row.currency,
    netCents: Number(row.net_cents),
    taxCents: Number(row.tax_cents),
    totalCents,
    openCents: Number(row.open_cents),
    lineCount: lines.length,
    dueDates: dueDates(row, totalCents, dues),
    creditsId: isCredit ? String(row.credits_invoice_id) : null,
    siteId: row.site_id ? String(row.site_id) : null,
    lines: isCredit ? lines.map(toInvoiceLine) : [],
    sold: lines.filter((line) => line.product_id !== null).map(toSoldLine),
  }
}

function dueDates(row: InvoiceRow, totalCents: number, dues: DueDateRow[]): ErpInvoice['dueDates'] {
  if (dues.length > 0) return dues.map((due) => ({ on: calendarDate(due.due_on), amountCents: Number(due.amount_cents) }))

  return row.due_on === null ? [] : [{ on: calendarDate(row.due_on), amountCents: totalCents }]
}

const toSoldLine = (line: InvoiceLineRow): ErpSoldLine => ({
  id: String(line.id),
  productId: String(line.product_id),
  quantity: line.quantity.replace('-', ''),
  orderLineId: line.order_line_id === null ? null : String(line.order_line_id),
  serials: JSON.parse(line.serials ?? '[]') as string[],
})

const toInvoiceLine = (line: InvoiceLineRow) => ({
  id: String(line.id),
  productId: line.product_id === null ? null : String(line.product_id),
  description: line.description,
  netCents: Number(line.net_cents),
  creditsPosition: line.credits_position,
})
