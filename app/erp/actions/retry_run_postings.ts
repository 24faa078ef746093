import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import OutboxMessage from '#shared/outbox/outbox_message'
import { refusedPostings } from '#erp/queries/refused_postings'

/** Sends again every posting of a billing run that is refused, and no other. Asked for twice, each goes once. */
export default class RetryRunPostings {
  /** @returns how many are on their way again */
  async handle(runId: number, actor: Actor): Promise<number> {
    let sent = 0
    for (const id of await refusedPostings(runId)) sent += (await this.retry(id, actor)) ? 1 : 0
    return sent
  }

  /** Whether it was still refused: somebody may have held or confirmed it meanwhile. */
  private retry(id: number, actor: Actor): Promise<boolean> {
    return within(undefined, async (trx) => {
      const message = await OutboxMessage.query({ client: trx }).where({ id, state: 'refused' }).forUpdate().first()
      if (!message) return false
      await new DecideDelivery().handle(id, 'retried', { actor }, trx)
      return true
    })
  }
}
