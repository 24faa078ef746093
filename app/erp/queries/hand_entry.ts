import type { InvoiceLineToPost, InvoiceToPost } from '#contracts/erp'
import type { Cell } from '#contracts/spreadsheet'
import { moneyText } from '#shared/money/money'
import OutboxMessage from '#shared/outbox/outbox_message'
import type ErpConnection from '#erp/models/erp_connection'
import { INVOICE } from '#erp/outbox/invoice_outbox_kind'
import { BY_HAND, isPostedByHand } from '#erp/rules/posting_by_hand'
import Customer from '#mirror/models/customer'
import Product from '#mirror/models/product'

/** An invoice in the words of the ERP, for a person who enters it there. */
export interface HandEntry {
  invoice: InvoiceToPost
  customer: { number: string; name: string; taxId: string | null }
  lines: (InvoiceLineToPost & { productNumber: string; productName: string })[]
}

/** Whether a posting waits for a person to enter it, and its connection still wants that. */
export function waitsForHand(message: OutboxMessage, connection: ErpConnection | null): boolean {
  const isWanted = !connection?.description || isPostedByHand(connection.description.capabilities)
  return message.state === 'held' && message.problemCode === BY_HAND && isWanted
}

export async function handEntry(message: OutboxMessage): Promise<HandEntry> {
  const invoice = message.payload as unknown as InvoiceToPost
  const connectionId = Number(message.target)
  const customer = await Customer.query().where({ connectionId, externalId: invoice.customerId }).first()
  const keys = invoice.lines.map(({ productId }) => productId).filter((key) => key !== null)
  const products = new Map((await Product.query().where({ connectionId }).whereIn('externalId', keys)).map((product) => [product.externalId, product]))

  return {
    invoice,
    customer: { number: customer?.number ?? invoice.customerId, name: customer?.name ?? '', taxId: customer?.taxId ?? null },
    lines: invoice.lines.map((line) => {
      const product = line.productId === null ? undefined : products.get(line.productId)
      return { ...line, productNumber: product?.number ?? line.productId ?? '', productName: product?.name ?? '' }
    }),
  }
}

/** The same as a table: what holds for the whole invoice first, then its lines. */
export async function* handEntrySheet(id: number, t: (key: string) => string): AsyncGenerator<Cell[]> {
  const message = await OutboxMessage.query().where({ kind: INVOICE, id }).firstOrFail()
  const { invoice, customer, lines } = await handEntry(message)
  const field = (name: string) => t(`posting.fields.${name}`)
  const own = (name: string) => t(`posting.by_hand.${name}`)

  yield [field('reference'), invoice.reference]
  yield [own('customer_number'), customer.number]
  yield [field('customer'), customer.name]
  yield [own('tax_id'), customer.taxId ?? '']
  if (invoice.payer) yield [own('payer'), invoice.payer.name]
  yield [field('issued_on'), invoice.issuedOn ?? '']
  yield [own('currency'), invoice.currency]
  yield [own('text'), invoice.text]
  yield [field('net'), moneyText(invoice.netCents, invoice.currency)]
  yield []
  yield [own('line'), own('product'), field('description'), field('quantity'), field('unit_price'), field('net'), own('tax_code')]
  for (const [index, line] of lines.entries()) {
    yield [index + 1, line.productNumber, line.description, line.quantity, line.unitPrice, moneyText(line.netCents, invoice.currency), line.taxCode ?? '']
  }
}
