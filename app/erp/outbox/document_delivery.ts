import type { ErpConnector, ErpOrder, ErpStockMove, OrderToPlace, StockMoveToPost } from '#contracts/erp'
import type { DeliveryOutcome, LookUpOutcome, Problem } from '#shared/outbox/kinds'
import type OutboxMessage from '#shared/outbox/outbox_message'
import DeliverDocument from '#erp/actions/deliver_document'
import { NO_CONNECTION, withCustomerConnector } from '#erp/outbox/customer_delivery'
import { orderDeviation, stockDeviation } from '#erp/rules/outgoing_documents'

/** Outbox messages that carry an `OrderToPlace`; the subject is the placed order. */
export const ORDER = 'order'
/** Outbox messages that carry a `StockMoveToPost`; the subject is the stock issue. */
export const STOCK_MOVE = 'stock_move'

const NOT_OFFERED: Problem = { code: 'not_offered', sentence: 'This connection takes no such documents from here' }

type Delivering = Pick<DeliverDocument<OrderToPlace | StockMoveToPost, ErpOrder | ErpStockMove>, 'handle' | 'lookUp'>

/** What delivers messages of a kind over a connector; null where the ERP takes none. */
const DELIVERING: Record<string, (connector: ErpConnector) => Delivering | null> = {
  [ORDER]: ({ orders }) => (orders ? (new DeliverDocument(orders, orderDeviation) as unknown as Delivering) : null),
  [STOCK_MOVE]: ({ stock }) => (stock ? (new DeliverDocument(stock, stockDeviation) as unknown as Delivering) : null),
}

const payloadOf = (message: OutboxMessage) => message.payload as unknown as OrderToPlace | StockMoveToPost

/** Documents of one kind for one ERP go one after another. */
export const documentLane = (message: OutboxMessage) => `erp-${message.kind}-${message.target}`

/** Sends the document; an order that arrived is read once more, as it will be read with the others. */
export async function deliverDocument(message: OutboxMessage): Promise<DeliveryOutcome> {
  const done = await withCustomerConnector(message, async (connector) => {
    const outcome = (await DELIVERING[message.kind](connector)?.handle(payloadOf(message))) ?? { outcome: 'blocked' as const, problem: NOT_OFFERED }
    return withRecord(outcome, message, connector)
  })
  return done ?? { outcome: 'blocked', problem: NO_CONNECTION }
}

export async function lookUpDocument(message: OutboxMessage): Promise<LookUpOutcome> {
  const done = await withCustomerConnector(message, async (connector) => {
    const outcome = (await DELIVERING[message.kind](connector)?.lookUp(payloadOf(message))) ?? { outcome: 'look_up_failed' as const, problem: NOT_OFFERED }
    return withRecord(outcome, message, connector)
  })
  return done ?? { outcome: 'look_up_failed', problem: NO_CONNECTION }
}

async function withRecord<O extends DeliveryOutcome | LookUpOutcome>(outcome: O, { kind }: OutboxMessage, connector: ErpConnector): Promise<O> {
  if (kind !== ORDER || outcome.outcome !== 'accepted') return outcome
  const { held } = outcome.reply as { held: ErpOrder }
  const record = await connector.readOne('order', held.id).catch(() => null)
  return { ...outcome, reply: { ...outcome.reply, record } }
}
