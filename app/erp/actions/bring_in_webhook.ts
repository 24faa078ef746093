import type { DateTime } from 'luxon'
import { now, sqlInstant } from '#shared/clock'
import { within } from '#shared/database/transaction'
import BringInRecord from '#erp/actions/bring_in_record'
import { ErpError } from '#erp/errors/erp_error'
import ErpConnection from '#erp/models/erp_connection'
import ReceivedWebhook, { type ReceivedOutcome } from '#erp/models/received_webhook'
import SyncCursor from '#erp/models/sync_cursor'
import SyncProblem from '#erp/models/sync_problem'
import { waitAfter } from '#erp/rules/webhook_waits'

type Ending = { state: 'done'; outcome: ReceivedOutcome; problem: null } | { state: 'failed'; outcome: null; problem: string }

/**
 * Reads the record that a webhook names, as the ERP has it now. That settles every webhook
 * about the record that came before the reading began, whatever order they came in.
 */
export default class BringInWebhook {
  async handle(id: number, at: DateTime = now()): Promise<void> {
    const webhook = await this.begin(id, at)
    if (!webhook) return
    const told = await this.waitingAbout(webhook)

    try {
      await this.settle(told, await this.read(webhook))
    } catch (error) {
      const mayPass = !(error instanceof ErpError) || error.kind === 'unavailable'
      const isOver = waitAfter(webhook.attempts) === null
      if (!mayPass || isOver) await this.settle(told, { state: 'failed', outcome: null, problem: (error as Error).message })
      if (!(error instanceof ErpError)) throw error
    }
  }

  /** Counts the try and plans the next, so that a process that dies here loses nothing. */
  private async begin(id: number, at: DateTime): Promise<ReceivedWebhook | null> {
    return within(undefined, async (trx) => {
      const webhook = await ReceivedWebhook.query({ client: trx }).where('id', id).forUpdate().first()
      if (webhook?.state !== 'waiting' || (webhook.nextAttemptAt && webhook.nextAttemptAt > at)) return null

      const attempts = webhook.attempts + 1
      const seconds = waitAfter(attempts) ?? 3600
      return webhook.merge({ attempts, nextAttemptAt: at.plus({ seconds }) }).save()
    })
  }

  private async waitingAbout({ sourceId, entity, externalId }: ReceivedWebhook): Promise<number[]> {
    const rows = await ReceivedWebhook.query().where({ sourceId, entity, externalId, state: 'waiting' }).select('id')
    return rows.map((row) => row.id)
  }

  private async read(webhook: ReceivedWebhook): Promise<Ending> {
    const { entity, externalId } = webhook
    await webhook.load('source')
    const { connectionId } = webhook.source
    const connection = await ErpConnection.findOrFail(connectionId)
    if (!connection.isActive) return { state: 'failed', outcome: null, problem: 'The connection is switched off' }
    const cursor = await SyncCursor.query().where({ connectionId, entity }).first()
    if (cursor?.isPaused) return { state: 'done', outcome: 'paused', problem: null }

    const mirrored = await new BringInRecord().handle(connection, entity, externalId)
    const problem = await SyncProblem.query().where({ connectionId, entity, externalId }).withScopes((scopes) => scopes.open()).first()
    if (problem) return { state: 'failed', outcome: null, problem: problem.reason }
    return { state: 'done', outcome: mirrored === null ? 'not_there' : 'read', problem: null }
  }

  private async settle(ids: number[], ending: Ending): Promise<void> {
    await within(undefined, async (trx) => {
      const row = { state: ending.state, outcome: ending.outcome, problem: ending.problem, done_at: sqlInstant(now()), next_attempt_at: null }
      await trx.from('received_webhooks').whereIn('id', ids).where('state', 'waiting').update(row)
    })
  }
}
