import type { Actor } from '#shared/actor'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import OutboxMessage from '#shared/outbox/outbox_message'
import CustomerNotSendable from '#erp/errors/customer_not_sendable'
import ErpConnection from '#erp/models/erp_connection'
import { readPatiently } from '#erp/patience'

/** Takes a person's word under which key the ERP holds a customer that went out, once the ERP knows that key. */
export default class ConfirmCustomer {
  /** @throws {CustomerNotSendable} when the ERP has no such customer */
  async handle(messageId: number, key: string, reason: string, actor: Actor): Promise<void> {
    const message = await OutboxMessage.findOrFail(messageId)
    const connection = await ErpConnection.findOrFail(Number(message.target))
    const connector = connection.connector('interactive')
    try {
      const customer = await readPatiently(() => connector.readOne('customer', key))
      if (customer === null) throw new CustomerNotSendable('key_unknown')
      await new DecideDelivery().handle(messageId, 'confirmed', { actor, note: `${key}: ${reason}`, reply: { customer } })
    } finally {
      await connector.close().catch(() => {})
    }
  }
}
