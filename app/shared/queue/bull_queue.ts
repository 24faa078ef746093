import { setTimeout as sleep } from 'node:timers/promises'
import Bull, { type Job } from 'bull'
import logger from '@adonisjs/core/services/logger'
import type { DispatchOptions, JobDefinition, Queue } from '#contracts/queue'
import { attemptsOf, runJob } from '#shared/queue/jobs'
import { inLane } from '#shared/queue/lane_lock'
import { retryDelay } from '#shared/queue/retry_delay'

export interface BullQueueOptions {
  redis: { host: string; port: number; password?: string }
  /** Begins every key in Redis, so that several installations can share one. */
  prefix?: string
  /** Jobs without a lane this process works on at the same time. */
  concurrency?: number
  /** A worker not heard of for so long is taken for dead. */
  lapseInSeconds?: number
}

interface Envelope {
  name: string
  payload: Record<string, unknown>
}

const NO_LANE = 'open'
const FAILED_KEPT = { age: 30 * 86_400, count: 5000 }
const ANSWER_WITHIN_MS = 5000
const RECONNECT_WITHIN_MS = 2000
const COMPLAIN_EVERY_MS = 30_000
const TAKEOVERS_ALLOWED = 10

/** The queue on Redis: one Bull queue per lane, for many workers on many machines. */
export default class BullQueue implements Queue {
  protected lanes = new Map<string, Bull.Queue<Envelope>>()
  protected worked = new Set<string>()
  protected discovering: NodeJS.Timeout | undefined
  protected complainedAt = 0
  protected options: Required<BullQueueOptions>

  constructor(options: BullQueueOptions) {
    this.options = { prefix: 'annexa', concurrency: 4, lapseInSeconds: 20, ...options }
  }

  async dispatch<P extends Record<string, unknown>>(job: JobDefinition<P>, payload: P, options: DispatchOptions = {}) {
    const lane = job.lane ?? NO_LANE
    if (lane !== NO_LANE) await answered(this.announce(lane))
    await answered(this.add(this.lane(lane), job, payload, options))
  }

  protected async add(queue: Bull.Queue<Envelope>, job: JobDefinition<never>, payload: object, options: DispatchOptions) {
    const jobId = options.key ? `${job.name}:${options.key}` : undefined
    if (jobId) await this.forgetFailed(queue, jobId)

    await queue.add(
      { name: job.name, payload: payload as Record<string, unknown> },
      {
        jobId,
        attempts: attemptsOf(job),
        backoff: { type: 'spread' },
        delay: (options.delaySeconds ?? 0) * 1000,
        removeOnComplete: true,
        removeOnFail: FAILED_KEPT,
      }
    )
  }

  /** Bull keeps the id of a failed job, and would take a new job for the old one. */
  protected async forgetFailed(queue: Bull.Queue<Envelope>, jobId: string) {
    const old = await queue.getJob(jobId)
    if (old && (await old.isFailed())) await old.remove()
  }

  async work() {
    if (this.discovering) return

    this.discovering = setInterval(() => void this.discover(), 1000)
    await this.discover()
  }

  async close(graceMs = 6000) {
    clearInterval(this.discovering)
    this.discovering = undefined
    this.worked.clear()
    const queues = [...this.lanes.values()]
    const finished = Promise.all(queues.map((queue) => queue.pause(true).catch(() => {})))
    await Promise.race([finished, sleep(graceMs, undefined, { ref: false })])

    const closed = Promise.all(queues.map((queue) => queue.close(true).catch(() => {})))
    await Promise.race([closed, sleep(1000, undefined, { ref: false })])
    this.lanes.clear()
  }

  async drain() {
    await this.work()
    for (let open = await this.open(); open > 0; open = await this.open()) await sleep(50)
  }

  async figures() {
    const lanes = await this.known()
    const counts = await Promise.all(lanes.map((lane) => this.lane(lane).getJobCounts()))
    const sum = (of: (count: Bull.JobCounts) => number) => counts.reduce((total, count) => total + of(count), 0)

    return {
      waiting: sum((count) => count.waiting + count.delayed),
      running: sum((count) => count.active),
      failed: sum((count) => count.failed),
    }
  }

  protected async open(): Promise<number> {
    let open = 0
    for (const lane of await this.known()) {
      const queue = this.lane(lane)
      const [waiting, active, delayed] = await Promise.all([
        queue.getWaitingCount(),
        queue.getActiveCount(),
        queue.getDelayed(),
      ])
      open += waiting + active + delayed.filter((job) => job.timestamp + Number(job.opts.delay) <= Date.now()).length
    }
    return open
  }

  protected lane(lane: string): Bull.Queue<Envelope> {
    const known = this.lanes.get(lane)
    if (known) return known

    const queue = new Bull<Envelope>(lane, {
      prefix: this.options.prefix,
      redis: { ...this.options.redis, retryStrategy: (times) => Math.min(times * 200, RECONNECT_WITHIN_MS) },
      settings: {
        lockDuration: this.options.lapseInSeconds * 1000,
        stalledInterval: this.options.lapseInSeconds * 500,
        maxStalledCount: TAKEOVERS_ALLOWED,
        backoffStrategies: { spread: (failures) => retryDelay(failures, Math.random()) * 1000 },
      },
    })
    nameQuietly(queue)
    queue.on('error', (error) => this.complain(error))
    queue.on('failed', (job, error) => logger.error({ err: error, job: job.data.name, id: job.id }, 'a job failed'))
    this.lanes.set(lane, queue)
    return queue
  }

  /** Every connection of every lane reports that Redis is away, again and again: once a while is enough. */
  protected complain(error: Error) {
    if (Date.now() - this.complainedAt < COMPLAIN_EVERY_MS) return
    this.complainedAt = Date.now()
    logger.error({ err: error }, 'Redis does not answer the queue')
  }

  /** Tells every worker that the lane exists. */
  protected async announce(lane: string) {
    await this.lane(NO_LANE).client.sadd(this.lanesKey, lane)
  }

  protected async known(): Promise<string[]> {
    const lanes = await this.lane(NO_LANE).client.smembers(this.lanesKey)
    return [NO_LANE, ...lanes]
  }

  protected async discover() {
    const lanes = await this.known().catch(() => [])
    for (const lane of lanes) {
      if (this.worked.has(lane)) continue
      this.worked.add(lane)
      const width = lane === NO_LANE ? this.options.concurrency : 1
      this.lane(lane)
        .process(width, (job) => this.run(lane, job))
        .catch((error) => logger.error({ err: error, lane }, 'a lane is not worked on'))
    }
  }

  protected run(lane: string, { data }: Job<Envelope>): Promise<void> {
    const task = () => runJob(data.name, data.payload)
    return lane === NO_LANE ? task() : inLane(this.lane(lane).client, `${this.options.prefix}-lane:${lane}`, task)
  }

  protected get lanesKey() {
    return `${this.options.prefix}-lanes`
  }
}

/** Bull names its connection in passing and hears no refusal, such as when it is closed meanwhile. */
function nameQuietly(queue: Bull.Queue<Envelope>): void {
  const naming = queue as unknown as { setWorkerName(): Promise<void> }
  const name = naming.setWorkerName.bind(queue)
  naming.setWorkerName = () => name().catch(() => {})
}

/** A request must not wait for ever for a Redis that is away; the sweep rings again later. */
async function answered<T>(asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('Redis did not answer the queue in time')), ANSWER_WITHIN_MS)
  })
  return Promise.race([asked, late]).finally(() => clearTimeout(timer))
}
