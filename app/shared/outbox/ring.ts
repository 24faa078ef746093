import { DateTime } from 'luxon'
import logger from '@adonisjs/core/services/logger'
import type { Trx } from '#shared/database/transaction'
import { deliverOutboxLane, deliverOutboxMessage, sweepOutbox } from '#shared/outbox/jobs'
import { outboxKind } from '#shared/outbox/kinds'
import type OutboxMessage from '#shared/outbox/outbox_message'
import { dispatch } from '#shared/queue/queue'

/**
 * Tells the queue that a message's next step is due. Any number of bells for one step
 * make one job.
 */
export async function ring(message: OutboxMessage, at: DateTime): Promise<void> {
  const wait = message.nextAttemptAt ? message.nextAttemptAt.diff(at, 'seconds').seconds : 0
  const lane = (await outboxKind(message.kind).lane?.(message)) ?? undefined

  await dispatch(
    { ...deliverOutboxMessage, lane },
    { id: message.id, step: message.step },
    { key: `${message.id}:${message.step}`, delaySeconds: Math.max(0, Math.ceil(wait)) }
  )
}

/** Tells the queue that a lane has messages that are due. Bells of one turn make one job. */
export async function ringLane(kind: string, target: string | null, lane: string, turn = 0): Promise<void> {
  await dispatch({ ...deliverOutboxLane, lane }, { kind, target, lane, turn }, { key: `${kind}:${target}:${turn % 2}` })
}

/** Rings once the transaction has committed; a queue that is away only makes the sweep do it. */
export function ringAfterCommit(message: OutboxMessage, trx: Trx): void {
  if (message.nextAttemptAt) trx.after('commit', () => quietly(() => ring(message, DateTime.utc())))
}

export function ringSweepAfterCommit(trx: Trx): void {
  trx.after('commit', () => quietly(() => dispatch(sweepOutbox, {})))
}

async function quietly(task: () => Promise<void>) {
  try {
    await task()
  } catch (error) {
    logger.error({ err: error }, 'the queue could not be told of an outbox message')
  }
}
