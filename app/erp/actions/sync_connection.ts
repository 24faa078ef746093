import { DateTime } from 'luxon'
import { ERP_ENTITIES, type ErpEntity } from '#contracts/erp'
import { now } from '#shared/clock'
import { ringSearch } from '#shared/search/ring'
import RunSync from '#erp/actions/run_sync'
import SyncIsRunning from '#erp/errors/sync_is_running'
import SyncLockLost from '#erp/errors/sync_lock_lost'
import { ErpError } from '#erp/errors/erp_error'
import ErpConnection from '#erp/models/erp_connection'
import SyncCursor, { type SyncMode } from '#erp/models/sync_cursor'
import SyncRun from '#erp/models/sync_run'
import SyncLock from '#erp/sync_lock'
import type { SyncContext } from '#erp/sync_context'

export interface SyncOrder {
  mode: SyncMode
  /** All when absent. */
  entities?: ErpEntity[]
  /** Also goes through the ERP's keys, to notice vanished records. */
  sweeps?: boolean
  requestedById?: number | null
  /** The local day whose nightly run this is. */
  nightlyOn?: string | null
}

export type SyncOptions = Partial<Pick<SyncContext, 'clock' | 'pageSize' | 'pagesAtOnce' | 'onProgress'>>

const PAGE_SIZE = 500
const PAGES_AT_ONCE = 1

/**
 * Brings the mirror of one connection up to date. Only one run of a connection is under way
 * at a time; one that was killed is taken over and continued.
 */
export default class SyncConnection {
  /** @throws {SyncIsRunning} while another run of the connection is alive */
  async handle(connectionId: number, order: SyncOrder, options: SyncOptions = {}): Promise<SyncRun> {
    const clock = options.clock ?? (() => DateTime.utc())
    const connection = await ErpConnection.findOrFail(connectionId)
    const lock = new SyncLock(connectionId)
    if (!(await lock.take(null, clock()))) throw new SyncIsRunning({ connection: connection.name })

    try {
      const run = await this.begin(connectionId, order)
      if (order.nightlyOn) await connection.merge({ nightlyDoneOn: order.nightlyOn }).save()
      await this.carryOut(run, connection, { ...options, clock, lock, connectionId })

      return run
    } finally {
      await lock.release()
      await ringSearch()
    }
  }

  private async begin(connectionId: number, order: SyncOrder): Promise<SyncRun> {
    await SyncRun.query().where({ connectionId, state: 'running' }).update({ state: 'interrupted' })
    const wanted = new Set(order.entities ?? ERP_ENTITIES)
    const entities = ERP_ENTITIES.filter((entity) => wanted.has(entity))
    for (const entity of entities) await SyncCursor.firstOrCreate({ connectionId, entity }, { sweep: 0, sweepSeen: 0 })

    return SyncRun.create({
      connectionId,
      entities,
      mode: order.mode,
      state: 'running',
      sweeps: order.sweeps ?? false,
      requestedById: order.requestedById ?? null,
      startedAt: now(),
    })
  }

  private async carryOut(
    run: SyncRun,
    connection: ErpConnection,
    shared: SyncOptions & Pick<SyncContext, 'clock' | 'lock' | 'connectionId'>
  ): Promise<void> {
    try {
      const connector = connection.connector('background')
      try {
        await new RunSync({ pageSize: PAGE_SIZE, pagesAtOnce: PAGES_AT_ONCE, ...shared, connector }).handle(run, connection)
      } finally {
        await connector.close().catch(() => {})
      }
      await run.merge({ state: run.failure === null || run.failure === undefined ? 'done' : 'failed', finishedAt: now() }).save()
    } catch (error) {
      const state = error instanceof SyncLockLost ? 'interrupted' : 'failed'
      const failureKind = error instanceof ErpError ? error.kind : 'fault'
      await run.merge({ state, failureKind, failure: (error as Error).message, finishedAt: now() }).save()
      if (!(error instanceof ErpError)) throw error
    }
  }
}
