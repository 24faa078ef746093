import type { ErpInvoice, InvoiceToPost } from '#contracts/erp'
import OutboxMessage from '#shared/outbox/outbox_message'
import { canHappen, type DeliveryState } from '#shared/outbox/rules/delivery_protocol'
import FindLaunchTarget from '#erp/actions/find_launch_target'
import { INVOICE } from '#erp/outbox/invoice_outbox_kind'
import ErpConnection from '#erp/models/erp_connection'
import { handEntry, waitsForHand } from '#erp/queries/hand_entry'
import { invoicesOfRun } from '#erp/queries/refused_postings'
import { remediesOf, type Whereabouts } from '#erp/rules/posting_remedies'
import Customer from '#mirror/models/customer'
import Product from '#mirror/models/product'

/** What asks for a person comes first. */
export const POSTING_STATES = ['refused', 'held', 'unknown', 'pending', 'sending', 'done', 'withdrawn'] as const

const PAGE = 50

export interface Posting {
  message: OutboxMessage
  invoice: InvoiceToPost
  customerName: string
}

/** One page of the messages in a state, newest first, and where the next page starts; of one billing run's invoices alone, when it is named. */
export async function postingsIn(state: DeliveryState, before?: number, runId?: number) {
  const query = postings(runId).where('state', state).orderBy('id', 'desc').limit(PAGE + 1)
  if (before) query.where('id', '<', before)

  const messages = await query
  const shown = messages.slice(0, PAGE)
  return { postings: await withCustomers(shown), next: messages.length > PAGE ? shown.at(-1)!.id : null }
}

/** How many postings stand in each state. */
export async function postingCounts(runId?: number): Promise<Record<string, number>> {
  const rows = await postings(runId).select('state').count('* as total').groupBy('state')
  return Object.fromEntries(rows.map((row) => [row.state, Number(row.$extras.total)]))
}

function postings(runId?: number) {
  const query = OutboxMessage.query().where('kind', INVOICE)
  return runId ? query.where('subjectType', 'invoice').whereIn('subjectId', invoicesOfRun(runId)) : query
}

/** One posting with its connection, its story and what a person may decide about it now. */
export async function postingPage(id: number) {
  const message = await OutboxMessage.query().where('kind', INVOICE).where('id', id).preload('events').firstOrFail()
  const [posting] = await withCustomers([message])
  const connection = await ErpConnection.find(Number(message.target))
  const isFree = !message.mayBeThere
  const isByHand = waitsForHand(message, connection)
  const remedies = connection ? remediesOf(message.problemCode, await whereabouts(posting, connection)) : []

  return {
    ...posting,
    connection,
    remedies,
    entry: isByHand ? await handEntry(message) : null,
    twins: message.state === 'held' && message.problemCode === 'several' ? ((message.reply?.held as ErpInvoice[] | undefined) ?? []) : [],
    may: {
      lookUp: canHappen(message.delivery, 'look_up_asked'),
      retry: isFree && !isByHand && canHappen(message.delivery, 'retried'),
      redate: canHappen(message.delivery, 'corrected'),
      hold: canHappen(message.delivery, 'held_back'),
      release: canHappen(message.delivery, 'released'),
      confirm: canHappen(message.delivery, 'confirmed'),
    },
  }
}

/** Where in the ERP and here a person finds what the posting is about. */
async function whereabouts({ message, invoice }: Posting, connection: ErpConnection): Promise<Whereabouts> {
  const target = { connectionId: connection.id }
  const customer = await Customer.query().where({ ...target, externalId: invoice.customerId }).first()
  const productKey = invoice.lines.find(({ productId }) => productId !== null)?.productId
  const product = productKey ? await Product.query().where({ ...target, externalId: productKey }).first() : null
  const reply = message.reply as { id?: string; held?: ErpInvoice[] } | null
  const invoiceKey = reply?.id ?? reply?.held?.[0]?.id
  const links = new FindLaunchTarget()

  return {
    messageId: message.id,
    connectionId: connection.id,
    invoiceId: message.subjectType === 'invoice' ? message.subjectId : null,
    customerThere: await links.link(connection, { entity: 'customer', key: invoice.customerId }),
    invoiceThere: invoiceKey ? await links.link(connection, { entity: 'invoice', key: invoiceKey }) : null,
    customerId: customer?.id ?? null,
    productId: product?.id ?? null,
  }
}

async function withCustomers(messages: OutboxMessage[]): Promise<Posting[]> {
  const invoices = messages.map((message) => message.payload as unknown as InvoiceToPost)
  const ids = [...new Set(invoices.map(({ customerId }) => customerId))]
  const customers = await Customer.query().whereIn('externalId', ids)

  return messages.map((message, index) => {
    const { customerId } = invoices[index]
    const isTheirs = (customer: Customer) =>
      customer.externalId === customerId && customer.connectionId === Number(message.target)
    return { message, invoice: invoices[index], customerName: customers.find(isTheirs)?.name ?? `#${customerId}` }
  })
}
