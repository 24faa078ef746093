import db from '@adonisjs/lucid/services/db'
import type { ErpLot } from '#contracts/erp_records'
import type {
  AddressRow,
  CustomerRow,
  DeliveryLineRow,
  DeliveryRow,
  InvoiceLineRow,
  InvoiceRow,
  OrderLineRow,
  OrderRow,
  ProductRow,
} from '#erp/connectors/sandbox/sandbox_rows'
import { openLines } from '#erp/queries/sandbox_open_lines'

const customerOf = (id: number): Promise<CustomerRow> => db.from('sandbox_customers').where({ id }).firstOrFail()

/** A customer of the sandbox ERP with its first address. */
export async function sandboxCustomer(id: number): Promise<{ customer: CustomerRow; address: AddressRow | null }> {
  const customer = await customerOf(id)
  return { customer, address: await db.from('sandbox_addresses').where('customer_id', id).orderBy('id').first() }
}

/** An order of the sandbox ERP with its lines, what is left to deliver and what was delivered. */
export async function sandboxOrder(id: number) {
  const order: OrderRow = await db.from('sandbox_orders').where({ id }).firstOrFail()
  const { customer, address } = await sandboxCustomer(order.customer_id)
  const lines: OrderLineRow[] = await db.from('sandbox_order_lines').where('order_id', id).orderBy('position')
  const deliveries: DeliveryRow[] = await db.from('sandbox_deliveries').where('order_id', id).orderBy('id')
  const open = order.state === 'confirmed' ? await openLines(db.connection(), id) : []

  return { order, customer, address, lines, deliveries, open: open.filter(({ left }) => left > 0) }
}

/** A delivery or return of the sandbox ERP with its lines. */
export async function sandboxDelivery(id: number) {
  const delivery: DeliveryRow = await db.from('sandbox_deliveries').where({ id }).firstOrFail()
  const lines: (DeliveryLineRow & Pick<ProductRow, 'name'>)[] = await db
    .from('sandbox_delivery_lines')
    .join('sandbox_products', 'sandbox_products.id', 'sandbox_delivery_lines.product_id')
    .where('delivery_id', id)
    .orderBy('position')
    .select('sandbox_delivery_lines.*', 'sandbox_products.name')

  return {
    delivery,
    customer: await customerOf(delivery.customer_id),
    lines: lines.map((line) => ({ ...line, serials: (JSON.parse(line.serials) as string[]).join(' '), lots: lotsOf(line) })),
  }
}

/** Lots as people type them: each with its quantity, one a line. */
function lotsOf({ lots }: DeliveryLineRow): string {
  return (JSON.parse(lots ?? '[]') as ErpLot[]).map(({ lot, quantity }) => `${lot} ${quantity}`).join('\n')
}

/** The payments that settle an invoice of the sandbox ERP, and which of them can be taken back. */
async function paymentsOf(invoiceId: number) {
  const rows = await db
    .from('sandbox_payment_shares')
    .join('sandbox_payments', 'sandbox_payments.id', 'sandbox_payment_shares.payment_id')
    .where('sandbox_payment_shares.invoice_id', invoiceId)
    .select('sandbox_payments.*', 'sandbox_payment_shares.amount_cents as share_cents')
    .orderBy('sandbox_payments.id')
  const reversed = new Set(rows.map((row) => Number(row.reverses_payment_id)))

  return rows.map((row) => ({ ...row, is_reversible: row.kind === 'payment' && !reversed.has(Number(row.id)) }))
}

/** An invoice of the sandbox ERP with its lines, what it credits, and what settles it. */
export async function sandboxInvoice(id: number) {
  const invoice: InvoiceRow = await db.from('sandbox_invoices').where({ id }).firstOrFail()
  const lines: InvoiceLineRow[] = await db.from('sandbox_invoice_lines').where('invoice_id', id).orderBy('position')
  const credits: InvoiceRow[] = await db.from('sandbox_invoices').where('credits_invoice_id', id).orderBy('id')
  const origin: InvoiceRow | null = await db.from('sandbox_invoices').where('id', invoice.credits_invoice_id ?? 0).first()

  const payer: { id: number; name: string } | null = await db.from('sandbox_customers').where('id', invoice.payer_id ?? 0).first()

  return { invoice, customer: await customerOf(invoice.customer_id), payer, lines, credits, origin, payments: await paymentsOf(id) }
}
