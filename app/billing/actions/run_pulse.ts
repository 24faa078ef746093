import { now, sqlInstant } from '#shared/clock'
import { affectedRows } from '#shared/database/affected_rows'
import { within } from '#shared/database/transaction'
import RunBeingComputed from '#billing/errors/run_being_computed'
import type BillingRun from '#billing/models/billing_run'
import { shardFigures } from '#billing/queries/run_shards'

const EVERY_MS = 1000

export type Progress = (read: number, total: number) => void

/** Gives a sign of life of a run once a second, with how far all its workers have come. */
export class RunPulse {
  private beaten = 0

  constructor(
    private readonly run: BillingRun,
    private readonly progress: Progress
  ) {}

  get isDue(): boolean {
    return Date.now() - this.beaten >= EVERY_MS
  }

  /** @throws {RunBeingComputed} when the run has ended, or another process computes it anew */
  async beat(): Promise<void> {
    if (!this.isDue) return
    this.beaten = Date.now()
    const { lines_read: read } = await shardFigures(this.run)
    const beat = { lines_read: read, beat_at: sqlInstant(now()) }
    const held = await within(undefined, (trx) => trx.from('billing_runs').where({ id: this.run.id, token: this.run.token! }).update(beat))
    if (affectedRows(held) === 0) throw new RunBeingComputed()
    this.progress(read, this.run.linesTotal)
  }
}
