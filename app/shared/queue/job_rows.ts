import { createHash } from 'node:crypto'
import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import type { DispatchOptions, JobDefinition } from '#contracts/queue'
import { sqlInstant } from '#shared/clock'
import { affectedRows } from '#shared/database/affected_rows'
import { isDuplicate } from '#shared/database/violations'

export interface JobRow {
  id: number
  name: string
  lane: string | null
  payload: string
  attempts: number
}

const CANDIDATES = 10
const TAKEOVERS_ALLOWED = 10
const IDLE = { worker: null, running_lane: null, heartbeat_at: null }

/** The embedded queue's rows, as one worker sees them. */
export default class JobRows {
  constructor(protected worker: string) {}

  async add(job: Pick<JobDefinition, 'name' | 'lane'>, payload: unknown, options: DispatchOptions, at: DateTime) {
    const row = {
      name: job.name,
      lane: job.lane ?? null,
      payload: JSON.stringify(payload),
      key: options.key?.slice(0, 191) ?? null,
      open_key: options.key ? openKey(job.name, options.key) : null,
      state: 'waiting',
      available_at: sqlInstant(at.plus({ seconds: options.delaySeconds ?? 0 })),
      created_at: sqlInstant(at),
    }

    try {
      await db.table('jobs').insert(row)
    } catch (error) {
      if (!isDuplicate(error)) throw error
    }
  }

  /** Takes the job that has been due longest and whose lane is free, or null. */
  async claim(at: DateTime): Promise<JobRow | null> {
    const due: JobRow[] = await db
      .from('jobs')
      .select('id', 'name', 'lane', 'payload', 'attempts')
      .where('state', 'waiting')
      .where('available_at', '<=', sqlInstant(at))
      .where((query) =>
        query
          .whereNull('lane')
          .orWhereNotIn('lane', db.from('jobs').select('running_lane').whereNotNull('running_lane'))
      )
      .orderBy('available_at')
      .orderBy('id')
      .limit(CANDIDATES)

    for (const row of due) if (await this.take(row, at)) return row
    return null
  }

  protected async take(row: JobRow, at: DateTime): Promise<boolean> {
    try {
      const taken = await db.from('jobs').where('id', row.id).where('state', 'waiting').update({
        state: 'running',
        worker: this.worker,
        running_lane: row.lane,
        heartbeat_at: sqlInstant(at),
      })
      return affectedRows(taken) === 1
    } catch (error) {
      if (isDuplicate(error)) return false
      throw error
    }
  }

  /** Says that these jobs are still being worked on. */
  async beat(ids: number[], at: DateTime) {
    if (ids.length > 0) await this.mine().whereIn('id', ids).update({ heartbeat_at: sqlInstant(at) })
  }

  async finish(id: number) {
    await this.mine().where('id', id).delete()
  }

  async retry(id: number, failures: number, error: string, availableAt: DateTime) {
    await this.mine()
      .where('id', id)
      .update({
        ...IDLE,
        state: 'waiting',
        attempts: failures,
        last_error: error,
        available_at: sqlInstant(availableAt),
      })
  }

  async fail(id: number, failures: number, error: string) {
    await this.mine()
      .where('id', id)
      .update({ ...IDLE, state: 'failed', open_key: null, attempts: failures, last_error: error })
  }

  /** Frees the jobs whose worker has not been heard of since `silentSince`; one row at a time, to lock little. */
  async takeOver(silentSince: DateTime): Promise<void> {
    const silent = () => db.from('jobs').where('state', 'running').where('heartbeat_at', '<', sqlInstant(silentSince))

    for (const { id, takeovers } of await silent().select('id', 'takeovers')) {
      const goesOn = Number(takeovers) < TAKEOVERS_ALLOWED
      await silent()
        .where('id', id)
        .update({
          ...IDLE,
          ...(goesOn ? { state: 'waiting' } : { state: 'failed', open_key: null, last_error: 'Its worker died too often' }),
          takeovers: Number(takeovers) + 1,
        })
    }
  }

  /** Jobs that could be claimed now or are being worked on by anybody. */
  async open(at: DateTime): Promise<number> {
    return count(
      db
        .from('jobs')
        .where('state', 'running')
        .orWhere((due) => due.where('state', 'waiting').where('available_at', '<=', sqlInstant(at)))
    )
  }

  async figures() {
    const rows = await db.from('jobs').select('state').count('* as total').groupBy('state')
    const of = (state: string) => Number(rows.find((row) => row.state === state)?.total ?? 0)

    return { waiting: of('waiting'), running: of('running'), failed: of('failed') }
  }

  protected mine() {
    return db.from('jobs').where('worker', this.worker).where('state', 'running')
  }
}

function openKey(name: string, key: string): string {
  return createHash('sha256').update(`${name}\n${key}`).digest('hex')
}

async function count(query: ReturnType<typeof db.from>): Promise<number> {
  const [row] = await query.count('* as total')
  return Number(row.total)
}
