import type { ErpInvoice, InvoiceToPost } from '#contracts/erp'
import { registerOutboxKind, type DeliveryOutcome, type LookUpOutcome } from '#shared/outbox/kinds'
import type OutboxMessage from '#shared/outbox/outbox_message'
import DeliverInvoice from '#erp/actions/deliver_invoice'
import ErpConnection from '#erp/models/erp_connection'
import { creditedNotYetThere } from '#erp/queries/credited_invoices'
import { withPostingConnector } from '#erp/posting_connectors'
import { followerOf } from '#erp/posting_followers'
import { BY_HAND, isPostedByHand } from '#erp/rules/posting_by_hand'

/** Outbox messages of this kind carry an `InvoiceToPost`; their target is the id of a connection. */
export const INVOICE = 'invoice'

const ENTER_BY_HAND = {
  code: BY_HAND,
  sentence: 'This ERP can neither be searched for our reference nor recognise a repetition: enter the invoice there and confirm its number',
}
const NO_CONNECTION = { code: 'connection_missing', sentence: 'The connection is switched off or no longer there' }

const invoiceOf = (message: OutboxMessage) => message.payload as unknown as InvoiceToPost

registerOutboxKind(INVOICE, {
  settleSeconds: 120,
  attemptSeconds: 300,
  prepare: connectionOf,
  deliver: async (message, prepared) => {
    const connection = prepared === undefined ? await connectionOf(message) : (prepared as ErpConnection | null)
    const byHand = { outcome: 'blocked' as const, problem: ENTER_BY_HAND }
    return (await withConnector<DeliveryOutcome>(connection, byHand, (delivering) => delivering.handle(invoiceOf(message)))) ?? { outcome: 'blocked', problem: NO_CONNECTION }
  },
  lookUp: async (message) =>
    (await withConnector<LookUpOutcome>(await connectionOf(message), { outcome: 'look_up_failed', problem: ENTER_BY_HAND }, (delivering) => delivering.lookUp(invoiceOf(message)))) ?? {
      outcome: 'look_up_failed',
      problem: NO_CONNECTION,
    },
  lane: laneOf,
  waitsFor: async (message) => creditedNotYetThere(invoiceOf(message).credits ?? []),
  onDone: async (message, trx) =>
    followerOf(message.subjectType)?.onPosted(message.subjectId, message.reply as unknown as ErpInvoice, trx),
  onRefused: async (message, problem, trx) =>
    followerOf(message.subjectType)?.onRefused(message.subjectId, problem, trx),
  onHeld: async (message, problem, trx) =>
    followerOf(message.subjectType)?.onHeld?.(message.subjectId, problem, trx),
  onResumed: async (message, trx) => followerOf(message.subjectType)?.onResumed?.(message.subjectId, trx),
})

/**
 * Runs the task with the connector of a connection; null when it cannot be used. Where
 * invoices are entered by hand, nothing is asked and nothing sent.
 */
async function withConnector<T>(connection: ErpConnection | null, byHand: T, task: (delivering: DeliverInvoice) => Promise<T>): Promise<T | null> {
  if (!connection?.isActive) return null
  if (connection.description && isPostedByHand(connection.description.capabilities)) return byHand

  return withPostingConnector(connection, async (connector) => {
    const { capabilities } = connection.description ?? (await connector.describe())
    return isPostedByHand(capabilities) ? byHand : task(new DeliverInvoice(connector, capabilities))
  })
}

function connectionOf({ target }: OutboxMessage): Promise<ErpConnection | null> {
  return ErpConnection.find(Number(target))
}

/** An ERP that takes one invoice at a time gets a lane of its own. */
async function laneOf(message: OutboxMessage): Promise<string | null> {
  const connection = await connectionOf(message)
  const width = connection?.description?.capabilities.concurrentPosts ?? 1
  return width === 1 ? `erp-${message.target}` : null
}
