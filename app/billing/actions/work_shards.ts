import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { now, sqlInstant } from '#shared/clock'
import { affectedRows } from '#shared/database/affected_rows'
import { within, type Trx } from '#shared/database/transaction'
import RunBeingComputed from '#billing/errors/run_being_computed'
import type BillingRun from '#billing/models/billing_run'
import { FIGURES, shardsOf, type Shard, type ShardFigures, type Stage } from '#billing/queries/run_shards'

/** A worker that has given no sign for this long is taken for dead. */
export const SILENCE_SECONDS = 60
const CANDIDATES = 20
const ASK_AGAIN_IN_MS = 100

/**
 * Works on the parts of a stage until all are done, by whomever. A part is claimed by one update; one whose worker
 * fell silent, or bore this worker's name before, is taken over and goes on after what was committed.
 */
export async function workShards(run: BillingRun, stage: Stage, worker: string, compute: (shard: Shard) => Promise<void>): Promise<void> {
  for (;;) {
    const shard = await claim(run, stage, worker)
    if (shard) {
      await compute(shard)
      await within(undefined, (trx) => holdShard(shard, { state: 'done', at_id: shard.lastId, ...shard.figures }, trx))
    } else {
      if (!(await shardsOf(run, stage).whereNot('state', 'done').select('id').first())) return
      await sleep(ASK_AGAIN_IN_MS)
    }
  }
}

/**
 * Keeps how far a part has come, in the transaction that brought it there. Nobody else writes what belongs to it while this holds.
 *
 * @throws {RunBeingComputed} when another worker has taken it over, or the run has ended
 */
export async function holdShard(shard: Shard, values: Record<string, unknown>, trx: Trx): Promise<void> {
  const held = await trx.from('billing_shards').where({ id: shard.id, token: shard.token }).update({ ...values, beat_at: sqlInstant(now()) })
  if (affectedRows(held) === 0) throw new RunBeingComputed()
}

/** Frees what a worker known to be dead has begun. */
export async function freeShards(runId: number, worker: string): Promise<void> {
  await within(undefined, (trx) => trx.from('billing_shards').where({ billing_run_id: runId, worker, state: 'running' }).update({ state: 'waiting', token: null }))
}

async function claim(run: BillingRun, stage: Stage, worker: string): Promise<Shard | null> {
  const silent = sqlInstant(now().minus({ seconds: SILENCE_SECONDS }))
  const free = await shardsOf(run, stage)
    .whereNot('state', 'done')
    .where((query) => void query.where('state', 'waiting').orWhere('worker', worker).orWhere('beat_at', '<', silent))
    .orderBy('id')
    .limit(CANDIDATES)
  for (const row of free) {
    const token = randomUUID()
    const taken = await within(undefined, (trx) => {
      const query = trx.from('billing_shards').where({ id: row.id, state: row.state })
      return (row.token === null ? query.whereNull('token') : query.where('token', row.token)).update({ state: 'running', worker, token, beat_at: sqlInstant(now()) })
    })
    if (affectedRows(taken) === 1) return shardOf(row, token)
  }
  return null
}

function shardOf(row: Record<string, any>, token: string): Shard {
  const figures = Object.fromEntries(FIGURES.map((figure) => [figure, Number(row[figure])])) as ShardFigures
  return { id: Number(row.id), sourceType: row.source_type, firstId: Number(row.first_id), lastId: Number(row.last_id), atId: Number(row.at_id), token, figures }
}
