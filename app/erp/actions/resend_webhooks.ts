import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import { enqueue } from '#shared/outbox/enqueue'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import OutboxMessage from '#shared/outbox/outbox_message'
import { webhookMessageTo } from '#erp/actions/announce_event'
import { WEBHOOK } from '#erp/outbox/webhook_outbox_kind'
import { TEST_EVENT } from '#erp/rules/webhook_events'

const MOST = 1000
const NOTE = 'Sent again by a person'

/** Sends webhooks once more because a person says so. */
export default class ResendWebhooks {
  /** One that stopped keeps its id; one that arrived goes out as a new one, since its receiver knows the old id. */
  async one(id: number, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const message = await OutboxMessage.query({ client: trx }).where({ id, kind: WEBHOOK }).firstOrFail()
      if (message.state !== 'done') return void (await new DecideDelivery().handle(id, 'retried', { actor, note: NOTE }, trx))

      const { subjectType, subjectId, target, payload } = message
      const copy = webhookMessageTo(Number(target), { type: TEST_EVENT, data: { id: subjectId } })
      await enqueue(WEBHOOK, { ...copy, subjectType, payload }, trx)
    })
  }

  /** Everything of an endpoint that was refused or held, the oldest first. */
  async allStopped(endpointId: number, actor: Actor): Promise<number> {
    const stopped = await OutboxMessage.query()
      .where({ kind: WEBHOOK, target: String(endpointId) })
      .whereIn('state', ['refused', 'held'])
      .orderBy('id')
      .limit(MOST)
      .select('id')
    for (const { id } of stopped) await this.one(id, actor)
    return stopped.length
  }

  /** A webhook that says nothing, to see whether the endpoint hears it. */
  async test(endpointId: number, actor: Actor): Promise<OutboxMessage> {
    const fact = { type: TEST_EVENT, data: { id: endpointId, by: actor.name } } as const
    return enqueue(WEBHOOK, webhookMessageTo(endpointId, fact))
  }
}
