import { hostname } from 'node:os'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import logger from '@adonisjs/core/services/logger'
import type { DispatchOptions, JobDefinition, Queue } from '#contracts/queue'
import { now } from '#shared/clock'
import { attemptsOf, jobNamed, runJob } from '#shared/queue/jobs'
import { retryDelay } from '#shared/queue/retry_delay'
import JobRows, { type JobRow } from '#shared/queue/job_rows'

export interface EmbeddedQueueOptions {
  /** Jobs this process works on at the same time. */
  concurrency?: number
  pollInMs?: number
  /** A worker not heard of for so long is taken for dead; it beats four times in that time. */
  lapseInSeconds?: number
}

/** The queue in the application's own database: no server besides it is needed. */
export default class EmbeddedQueue implements Queue {
  protected rows = new JobRows(`${hostname().slice(0, 60)}:${process.pid}:${randomUUID()}`)
  protected running = new Map<number, Promise<void>>()
  protected timers: NodeJS.Timeout[] = []
  protected isWorking = false
  protected filling: Promise<void> | undefined
  protected options: Required<EmbeddedQueueOptions>

  constructor(options: EmbeddedQueueOptions = {}) {
    this.options = { concurrency: 4, pollInMs: 1000, lapseInSeconds: 20, ...options }
  }

  async dispatch<P extends Record<string, unknown>>(job: JobDefinition<P>, payload: P, options: DispatchOptions = {}) {
    await this.rows.add(job, payload, options, now())
    if (this.isWorking) setImmediate(() => void this.fill())
  }

  async work() {
    if (this.isWorking) return

    this.isWorking = true
    const beat = (this.options.lapseInSeconds * 1000) / 4
    this.timers = [
      setInterval(() => void this.fill(), this.options.pollInMs),
      setInterval(() => void this.quietly(() => this.beat()), beat),
    ]
    await this.quietly(() => this.beat())
    void this.fill()
  }

  async close(graceMs = 6000) {
    this.isWorking = false
    for (const timer of this.timers.splice(0, 1)) clearInterval(timer)
    await this.filling

    await Promise.race([Promise.all(this.running.values()), sleep(graceMs, undefined, { ref: false })])
    for (const timer of this.timers.splice(0)) clearInterval(timer)
  }

  async drain() {
    for (;;) {
      await this.beat()
      const row = await this.rows.claim(now())
      if (row) await this.start(row)
      else if ((await this.rows.open(now())) === 0) return
      else await sleep(50)
    }
  }

  figures() {
    return this.rows.figures()
  }

  /** Takes jobs until this process is busy or none is due; one such round at a time. */
  protected fill(): Promise<void> {
    this.filling ??= this.quietly(async () => {
      while (this.isWorking && this.running.size < this.options.concurrency) {
        const row = await this.rows.claim(now())
        if (!row) return
        void this.start(row)
      }
    }).finally(() => (this.filling = undefined))

    return this.filling
  }

  protected start(row: JobRow): Promise<void> {
    const done = this.quietly(() => this.run(row)).finally(() => {
      this.running.delete(row.id)
      if (this.isWorking) setImmediate(() => void this.fill())
    })
    this.running.set(row.id, done)
    return done
  }

  protected async run(row: JobRow) {
    try {
      await runJob(row.name, JSON.parse(row.payload))
    } catch (error) {
      return this.afterFailure(row, error as Error)
    }
    await this.rows.finish(row.id)
  }

  protected async afterFailure(row: JobRow, error: Error) {
    const failures = row.attempts + 1
    const text = error.stack ?? String(error)
    logger.error({ err: error, job: row.name, id: row.id, failures }, 'a job failed')

    if (failures >= attemptsOf(jobNamed(row.name))) return this.rows.fail(row.id, failures, text)
    const wait = retryDelay(failures, Math.random())
    await this.rows.retry(row.id, failures, text, now().plus({ seconds: wait }))
  }

  protected async beat() {
    await this.rows.beat([...this.running.keys()], now())
    await this.rows.takeOver(now().minus({ seconds: this.options.lapseInSeconds }))
  }

  /** The loop outlives a database that is away for a moment. */
  protected async quietly(task: () => Promise<void>) {
    try {
      await task()
    } catch (error) {
      logger.error({ err: error }, 'the embedded queue could not reach its rows')
    }
  }
}
