import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import { sqlInstant } from '#shared/clock'
import { affectedRows } from '#shared/database/affected_rows'
import type { Trx } from '#shared/database/transaction'
import SyncLockLost from '#erp/errors/sync_lock_lost'
import { isFree, type LockState, type Witness } from '#erp/rules/sync_lock'

const BEAT_EVERY_MS = 15_000

const held = new Set<string>()

const witness: Witness = {
  host: hostname(),
  isAlive: (pid, token) => (pid === process.pid ? held.has(token) : runs(pid)),
}

/**
 * The right to write what one connection reads. One run holds it at a time; that of a
 * run that died is taken over. Every page is written only while the right still holds.
 */
export default class SyncLock {
  readonly token = randomUUID()
  private beating?: NodeJS.Timeout

  constructor(readonly connectionId: number) {}

  /** Whether nobody alive holds the right to a connection. */
  static async isFree(connectionId: number, at: DateTime): Promise<boolean> {
    const lock = await lockOf(connectionId, at)
    return lock === null || isFree(lock, witness)
  }

  /** Whether the right was free, or its holder dead, and is now ours. */
  async take(runId: number | null, at: DateTime): Promise<boolean> {
    const row = { connection_id: this.connectionId, token: null }
    await db.connection().knexQuery().table('sync_locks').insert(row).onConflict('connection_id').ignore()

    const lock = await lockOf(this.connectionId, at)
    if (!lock || !isFree(lock, witness)) return false

    const taken = await db
      .from('sync_locks')
      .where('connection_id', this.connectionId)
      .where((query) => (lock.token ? query.where('token', lock.token) : query.whereNull('token')))
      .update({ token: this.token, run_id: runId, host: witness.host, pid: process.pid, heartbeat_at: sqlInstant(at) })
    if (affectedRows(taken) === 0) return false

    held.add(this.token)
    this.beating = setInterval(() => void this.beat().catch(() => {}), BEAT_EVERY_MS).unref()

    return true
  }

  /** @throws {SyncLockLost} when another run has taken over */
  async beat(trx?: Trx, at: DateTime = DateTime.utc()): Promise<void> {
    const touched = await (trx ?? db.connection())
      .from('sync_locks')
      .where({ connection_id: this.connectionId, token: this.token })
      .update({ heartbeat_at: sqlInstant(at) })
    if (affectedRows(touched) === 0) throw new SyncLockLost()
  }

  async release(): Promise<void> {
    clearInterval(this.beating)
    held.delete(this.token)
    await db
      .from('sync_locks')
      .where({ connection_id: this.connectionId, token: this.token })
      .update({ token: null, run_id: null, pid: null })
  }
}

async function lockOf(connectionId: number, at: DateTime): Promise<LockState | null> {
  const row = await db.from('sync_locks').where('connection_id', connectionId).first()
  if (!row) return null
  const heartbeat = row.heartbeat_at ? DateTime.fromSQL(row.heartbeat_at, { zone: 'utc' }) : at

  return { token: row.token, host: row.host, pid: row.pid, secondsSinceHeartbeat: at.diff(heartbeat).as('seconds') }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}
