import type { ErpConnector, InvoiceToPost } from '#contracts/erp'
import { registerOutboxKind } from '#shared/outbox/kinds'
import type OutboxMessage from '#shared/outbox/outbox_message'
import DeliverInvoice from '#erp/actions/deliver_invoice'
import { connectorKind } from '#erp/connector_kinds'
import ErpConnection from '#erp/models/erp_connection'

/** Messages of a drill against a connected ERP, over a line that is cut at random. */
export const LINE_DRILL = 'invoice_line_drill'

const OVER = { code: 'connection_missing', sentence: 'The drill is over' }
const connectors = new Map<string, Promise<ErpConnector | null>>()

registerOutboxKind(LINE_DRILL, {
  settleSeconds: 15,
  lookUpAfterSeconds: [2, 5, 15],
  retryAfterSeconds: [2],
  attemptSeconds: 120,
  deliver: async (message) => (await delivering(message))?.handle(invoiceOf(message)) ?? { outcome: 'blocked', problem: OVER },
  lookUp: async (message) => (await delivering(message))?.lookUp(invoiceOf(message)) ?? { outcome: 'look_up_failed', problem: OVER },
  lane: (message) => `erp-${message.target}`,
})

/** Closes what a drill had open. */
export async function hangUp(target: string): Promise<void> {
  const connector = await connectors.get(target)
  connectors.delete(target)
  await connector?.close().catch(() => {})
}

const invoiceOf = (message: OutboxMessage) => message.payload as unknown as InvoiceToPost

async function delivering({ target }: OutboxMessage): Promise<DeliverInvoice | null> {
  if (!connectors.has(target!)) connectors.set(target!, open(Number(target)))
  const connector = await connectors.get(target!)
  return connector ? new DeliverInvoice(connector) : null
}

/** Without the circuit of the connection: the line is meant to fail again and again. */
async function open(connectionId: number): Promise<ErpConnector | null> {
  const connection = await ErpConnection.find(connectionId)
  return connection && connectorKind(connection.kind).open(connection.ownSettings, connection.id)
}
