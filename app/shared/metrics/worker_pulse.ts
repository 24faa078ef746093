import { hostname } from 'node:os'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import logger from '@adonisjs/core/services/logger'
import { upsertMany } from '#shared/database/bulk'
import { within } from '#shared/database/transaction'
import { now, sqlInstant } from '#shared/clock'
import { workedJobs } from '#shared/metrics/worked_jobs'
import type { WorkerFigures } from '#shared/metrics/worker_figures'

const EVERY_MS = 15_000
const FORGOTTEN_AFTER_DAYS = 1

/**
 * A worker answers no requests, so it writes down how it fares, and `/metrics` of any web
 * process tells it. That it cannot be written stops no work.
 */
export default class WorkerPulse {
  private readonly startedAt = now()
  private readonly worker = `${hostname().slice(0, 60)}:${process.pid}`
  private readonly loop = monitorEventLoopDelay({ resolution: 20 })
  private timer: NodeJS.Timeout | undefined

  async start(): Promise<void> {
    this.loop.enable()
    this.timer = setInterval(() => void this.quietly(), EVERY_MS).unref()
    await this.quietly()
  }

  /** One that ends in order is forgotten at once, so that nobody misses it. */
  async stop(): Promise<void> {
    clearInterval(this.timer)
    this.loop.disable()
    await within(undefined, (trx) => trx.from('worker_pulses').where('worker', this.worker).delete()).catch(() => {})
  }

  async beat(): Promise<void> {
    const { rss, heapUsed } = process.memoryUsage()
    const { user, system } = process.cpuUsage()
    const lag = this.loop.percentile(99) / 1e9
    this.loop.reset()
    const figures: WorkerFigures = { memoryBytes: rss, heapBytes: heapUsed, cpuSeconds: (user + system) / 1e6, loopLagSeconds: Number.isFinite(lag) ? lag : 0, jobs: workedJobs() }
    const row = { worker: this.worker, figures: JSON.stringify(figures), started_at: sqlInstant(this.startedAt), seen_at: sqlInstant(now()) }

    await within(undefined, async (trx) => {
      await upsertMany(trx, 'worker_pulses', [row], ['worker'], ['figures', 'started_at', 'seen_at'])
      await trx.from('worker_pulses').where('seen_at', '<', sqlInstant(now().minus({ days: FORGOTTEN_AFTER_DAYS }))).delete()
    })
  }

  private async quietly(): Promise<void> {
    await this.beat().catch((error) => logger.warn({ err: error }, 'the figures of this worker could not be written'))
  }
}
