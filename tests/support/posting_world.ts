import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { InvoiceToPost } from '#contracts/erp'
import type { Queue } from '#contracts/queue'
import { sqlInstant } from '#shared/clock'
import SweepOutbox from '#shared/outbox/actions/sweep_outbox'
import { enqueue } from '#shared/outbox/enqueue'
import OutboxMessage from '#shared/outbox/outbox_message'
import { registerConnector } from '#erp/connector_kinds'
import ErpConnection from '#erp/models/erp_connection'
import PostingErp from '#tests/support/posting_erp'
import '#erp/outbox/invoice_outbox_kind'

const line = { productId: null, description: 'Care plan, October', quantity: '1', unitPrice: '120.00', netCents: 12_000, taxCode: null }

export const invoiceOf = (reference: string, more: Partial<InvoiceToPost> = {}): InvoiceToPost => ({
  reference,
  customerId: '7',
  issuedOn: null,
  currency: 'EUR',
  netCents: 12_000,
  text: reference,
  lines: [line],
  ...more,
})

let worlds = 0

/** A connection to an ERP in memory, its postings, and a clock that a test moves on. */
export default class PostingWorld {
  readonly erp = new PostingErp()
  connection!: ErpConnection

  constructor(private queue: Queue) {}

  async open(): Promise<this> {
    registerConnector({ kind: 'posting_fake', settings: [], open: () => this.erp as never })
    const values = { kind: 'posting_fake', settings: {}, isActive: true, timeZone: 'Europe/Madrid', overlapMinutes: 15, fullEveryDays: 7, description: described() }
    // connectors are lent by the connection's id, and a rolled-back id comes again
    this.connection = await ErpConnection.create({ id: 700_000 + ++worlds, name: 'Posting', ...values })
    return this
  }

  async enqueue(invoice: InvoiceToPost, subjectId = 1): Promise<number> {
    const outgoing = { subjectType: 'test', subjectId, reference: invoice.reference, target: String(this.connection.id), payload: { ...invoice } }
    const { id } = await enqueue('invoice', outgoing)
    return id
  }

  work(): Promise<void> {
    return this.queue.drain()
  }

  fresh(id: number): Promise<OutboxMessage> {
    return OutboxMessage.findOrFail(id)
  }

  /** Every bell is lost, what was sent lies minutes back, and the sweep begins again from the rows. */
  async later(minutes: number): Promise<void> {
    await db.from('jobs').delete()
    const target = { target: String(this.connection.id) }
    const at = (ago: number) => sqlInstant(DateTime.utc().minus({ minutes: ago }))
    await db.from('outbox_messages').where(target).whereNotNull('sent_at').update({ sent_at: at(minutes) })
    await db.from('outbox_messages').where(target).whereNotNull('next_attempt_at').update({ next_attempt_at: at(0) })
    await new SweepOutbox().handle()
    await this.work()
  }

  /** Goes on until nothing moves any more. */
  async untilSettled(): Promise<void> {
    for (let round = 0; round < 8; round++) await this.later(10)
  }
}

/** An ERP that can be searched for our reference, as far as postings care. */
const described = () => ({ name: 'Posting', version: '1', company: 'Posting', currency: 'EUR', timeZone: 'Europe/Madrid', limits: [], capabilities: { externalReferenceSearchable: true, idempotencyHeader: false, concurrentPosts: 1 } as never })
