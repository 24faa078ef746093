import { offeredBy, type ErpDescription, type ErpEntity } from '#contracts/erp'
import { now } from '#shared/clock'
import RetryProblems from '#erp/actions/retry_problems'
import SweepKeys from '#erp/actions/sweep_keys'
import SyncEntity from '#erp/actions/sync_entity'
import { ErpError } from '#erp/errors/erp_error'
import type ErpConnection from '#erp/models/erp_connection'
import SyncCursor from '#erp/models/sync_cursor'
import type SyncProblem from '#erp/models/sync_problem'
import type SyncRun from '#erp/models/sync_run'
import SyncRunEntity from '#erp/models/sync_run_entity'
import { readPatiently } from '#erp/patience'
import { newWindow, openWindow } from '#erp/rules/sync_window'
import { noCounts, plus, type SyncContext, type SyncCounts } from '#erp/sync_context'

/** The failures that every other entity would meet as well. */
const ENDS_THE_RUN = new Set(['unavailable', 'access_denied'])

/** The parts of a run, one after another: the entities, what waited, and the sweeps. */
export default class RunSync {
  private readonly parts = new Map<ErpEntity, SyncRunEntity>()
  private serverTime?: Promise<string>

  constructor(protected context: SyncContext) {}

  async handle(run: SyncRun, connection: ErpConnection): Promise<void> {
    const description = await this.describe(run, connection)
    const offered = new Set(offeredBy(description))
    const entities = run.entities.filter((entity) => offered.has(entity))
    for (const entity of entities) await this.entity(run, entity, connection, description)

    const isThorough = run.mode === 'full' || run.sweeps
    await new RetryProblems(this.context).handle({ isThorough }, (problem, counts) => this.addRetried(problem, counts))
    if (run.sweeps && description.capabilities.fullKeySweep) for (const entity of entities) await this.sweep(run, entity)
  }

  private async describe(run: SyncRun, connection: ErpConnection): Promise<ErpDescription> {
    if (connection.description?.offers && run.mode === 'incremental' && !run.sweeps) return connection.description
    const description = await readPatiently(() => this.context.connector.describe())
    await connection.merge({ description, describedAt: now() }).save()

    return description
  }

  private async entity(run: SyncRun, entity: ErpEntity, connection: ErpConnection, { capabilities }: ErpDescription) {
    const cursor = await SyncCursor.query().where({ connectionId: connection.id, entity }).firstOrFail()
    const begun = { runId: run.id, entity, ...noCounts(), state: cursor.isPaused ? ('paused' as const) : ('running' as const) }
    const part = await SyncRunEntity.create({ ...begun, startedAt: now() })
    this.parts.set(entity, part)
    if (cursor.isPaused) return

    try {
      const window =
        openWindow(cursor, run.mode) ??
        newWindow(cursor, run.mode, await this.erpTime(), connection.overlapMinutes, capabilities.changedSince)
      await part.merge({ windowSince: window.since, windowMark: window.mark }).save()
      await part.merge({ state: await new SyncEntity(this.context).handle(entity, window, part), finishedAt: now() }).save()
    } catch (error) {
      await part.merge({ state: 'failed', finishedAt: now() }).save()
      this.noteFailure(run, error)
    }
  }

  /** The ERP's time before the first page of the run: early enough for every entity. */
  private erpTime(): Promise<string> {
    this.serverTime ??= readPatiently(() => this.context.connector.serverTime())
    return this.serverTime
  }

  private async sweep(run: SyncRun, entity: ErpEntity): Promise<void> {
    if (this.parts.get(entity)?.state !== 'done') return

    try {
      await this.add(entity, await new SweepKeys(this.context).handle(entity))
    } catch (error) {
      this.noteFailure(run, error)
    }
  }

  private noteFailure(run: SyncRun, error: unknown): void {
    if (!(error instanceof ErpError) || ENDS_THE_RUN.has(error.kind)) throw error
    if (!run.failure) run.merge({ failureKind: error.kind, failure: error.message })
  }

  /** A record that could not be kept earlier in this run has been counted as read; one of an earlier run has not. */
  private async addRetried({ entity, kind }: SyncProblem, { created, changed, unchanged }: SyncCounts): Promise<void> {
    if (created + changed + unchanged === 0) return

    const column = kind === 'waiting' ? 'waiting' : 'failed'
    const isCounted = (this.parts.get(entity)?.[column] ?? 0) > 0
    await this.add(entity, { created, changed, unchanged, ...(isCounted ? { [column]: -1 } : { read: 1 }) })
  }

  private async add(entity: ErpEntity, counts: Partial<SyncCounts>): Promise<void> {
    const part = this.parts.get(entity)
    if (!part) return

    const { pages, read, created, changed, unchanged, skipped, waiting, failed, gone, swept } = part
    const before = { pages, read, created, changed, unchanged, skipped, waiting, failed, gone, swept }
    await part.merge(plus(before, counts)).save()
    this.context.onProgress?.(entity, part)
  }
}
