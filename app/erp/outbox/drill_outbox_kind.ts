import type { InvoiceToPost } from '#contracts/erp'
import { registerOutboxKind } from '#shared/outbox/kinds'
import type OutboxMessage from '#shared/outbox/outbox_message'
import DeliverInvoice from '#erp/actions/deliver_invoice'
import LossyConnector from '#erp/connectors/sandbox/lossy_connector'
import ErpConnection from '#erp/models/erp_connection'

/** Messages of a drill: invoices as always, to a sandbox that loses replies, and with short waiting times. */
export const DRILL = 'invoice_drill'

const connectors = new Map<string, Promise<LossyConnector | null>>()

registerOutboxKind(DRILL, {
  settleSeconds: 4,
  lookUpAfterSeconds: [1, 2],
  retryAfterSeconds: [1],
  attemptSeconds: 60,
  deliver: async (message) =>
    (await delivering(message))?.handle(message.payload as unknown as InvoiceToPost) ?? {
      outcome: 'blocked',
      problem: { code: 'connection_missing', sentence: 'The drill is over' },
    },
  lookUp: async (message) =>
    (await delivering(message))?.lookUp(message.payload as unknown as InvoiceToPost) ?? {
      outcome: 'look_up_failed',
      problem: { code: 'connection_missing', sentence: 'The drill is over' },
    },
  lane: (message) => `erp-${message.target}`,
})

async function delivering({ target }: OutboxMessage): Promise<DeliverInvoice | null> {
  if (!connectors.has(target!)) connectors.set(target!, lossy(Number(target)))
  const connector = await connectors.get(target!)
  return connector ? new DeliverInvoice(connector) : null
}

async function lossy(connectionId: number): Promise<LossyConnector | null> {
  const connection = await ErpConnection.find(connectionId)
  return connection && new LossyConnector(Number(connection.settings.lost ?? 0))
}
