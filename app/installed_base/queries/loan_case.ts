import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { invoiceLines } from '#installed_base/queries/invoice_lines'
import { LOAN_TRACES, type LoanPair } from '#installed_base/queries/loan_pairs'
import { itemRows } from '#installed_base/queries/replayed_threads'
import { eventsOfThreads, readEvent, type EventRow } from '#installed_base/queries/stored_events'
import { invoiceEvents } from '#installed_base/rules/invoice_events'
import { LENT } from '#installed_base/rules/invoicing'
import { INVOICE_KINDS } from '#installed_base/rules/item_event'
import type { InvoiceEvent, LoanCase } from '#installed_base/rules/loan_case'

export interface LoanChanges {
  /** Revisions to record of what invoices say. */
  changes: (InvoiceEvent & { revision: number })[]
  stored: EventRow[]
}

/** What is recorded of invoices of things that a company had on loan, against what they say now. */
export async function loanChanges(client: QueryClientContract, pair: LoanPair): Promise<LoanChanges> {
  const due = invoiceEvents(await loanCase(client, pair))
  const stored = await recorded(client, pair, due)
  const known = new Map(stored.map((event) => [event.sourceKey, event]))
  const said = new Set(due.map(({ sourceKey }) => sourceKey))

  const changed = due.filter((event) => !isSame(known.get(event.sourceKey), event))
  const dropped = stored.filter((event) => !said.has(event.sourceKey) && !event.isCancelled)
  const changes = [...changed, ...dropped.map(withdrawn)].map((event) => ({ ...event, revision: (known.get(event.sourceKey)?.revision ?? 0) + 1 }))
  return { changes, stored }
}

async function loanCase(client: QueryClientContract, pair: LoanPair): Promise<LoanCase> {
  const facts = { company_id: pair.companyId, product_id: pair.productId }
  const threads = new Set<string>()
  const traces = await client.from('installed_item_events').whereIn('kind', [...LOAN_TRACES]).where({ ...facts, is_newest: true }).distinct('thread_key')
  const lent = await client.from('installed_items').whereIn('ownership', [...LENT]).where(facts).distinct('thread_key')
  for (const { thread_key: key } of [...traces, ...lent]) threads.add(key)

  const events = await eventsOfThreads(client, threads)
  const rows = await itemRows(client, 'thread_key', [...threads])
  const delivered = await client.from('installed_item_events').where({ kind: 'delivered', ...facts, is_newest: true, is_cancelled: false })
  const since = [...events.map(({ on }) => on), ...delivered.map((row) => row.happened_on as CalendarDate)].sort()[0]
  return {
    companyId: pair.companyId,
    lines: since ? await invoiceLines(client, pair, since) : [],
    threads: [...Map.groupBy(events, ({ threadKey }) => threadKey).values()],
    itemIds: new Map([...rows].map(([key, row]) => [key, Number(row.id)])),
    delivered: delivered.map((row) => ({ on: row.happened_on, quantity: row.quantity, orderLine: row.order_line, isByHand: false })),
  }
}

/** What invoices were recorded to say of the pair; and what the lines that are due were recorded to say of any other. */
async function recorded(client: QueryClientContract, { companyId, productId }: LoanPair, due: InvoiceEvent[]): Promise<EventRow[]> {
  const newest = () => client.from('installed_item_events').where('is_newest', true)
  const rows = await newest().whereIn('kind', [...INVOICE_KINDS]).where({ company_id: companyId, product_id: productId })
  const known = new Set(rows.map((row) => row.source_key))
  const missing = due.map(({ sourceKey }) => sourceKey).filter((key) => !known.has(key))
  return [...rows, ...(await newest().whereIn('source_key', missing))].map(readEvent)
}

function withdrawn(event: EventRow): InvoiceEvent {
  return { ...event, isCancelled: true, document: event.document ?? '' }
}

function isSame(stored: EventRow | undefined, due: InvoiceEvent): boolean {
  if (!stored || stored.isCancelled) return false
  const facts = ['kind', 'on', 'threadKey', 'itemKey', 'productId', 'companyId', 'quantity', 'document'] as const
  return facts.every((fact) => stored[fact] === due[fact]) && JSON.stringify(stored.facts) === JSON.stringify(due.facts)
}
