import { extname } from 'node:path'
import { Worker } from 'node:worker_threads'
import type { ExpressionReply, ExpressionTask } from '#erp/connectors/configured/expressions/expression_worker'

export interface ExpressionLimits {
  /** Longest that the expressions of one record may take. */
  milliseconds: number
  megabytes: number
  /** After so many records of one batch that had to be stopped, the rest is not tried. */
  stops: number
}

const USUAL: ExpressionLimits = { milliseconds: 1000, megabytes: 64, stops: 3 }
const RECORDS_IN_A_MESSAGE = 100
const IDLE_IN_MS = 30_000
const ENTRY = new URL(`./expression_worker${extname(import.meta.url)}`, import.meta.url)

type Ended = 'done' | 'time' | 'memory' | 'died'

/**
 * Runs expressions in a thread of their own, which is ended when a record takes too long or
 * too much memory: the process itself never waits for them. Batches go one after another.
 */
export class ExpressionRunner {
  private worker: Promise<Worker> | null = null
  private last: Promise<unknown> = Promise.resolve()
  private idle?: NodeJS.Timeout

  constructor(private limits: ExpressionLimits = USUAL) {}

  /** The replies for each record, in order. */
  run(records: ExpressionTask[][]): Promise<ExpressionReply[][]> {
    const batch = this.last.then(() => this.batch(records))
    this.last = batch.catch(() => {})
    return batch
  }

  async close(): Promise<void> {
    clearTimeout(this.idle)
    const worker = await this.worker?.catch(() => null)
    this.worker = null
    await worker?.terminate()
  }

  private async batch(records: ExpressionTask[][]): Promise<ExpressionReply[][]> {
    clearTimeout(this.idle)
    const replies: ExpressionReply[][] = []
    for (let stops = 0; replies.length < records.length; ) {
      const before = replies.length
      const ended = await this.some(records.slice(before, before + RECORDS_IN_A_MESSAGE), replies)
      if (ended === 'done') continue
      stops += 1
      replies.push(records[replies.length].map(() => ({ fault: this.sentence(ended) })))
      if (stops >= this.limits.stops) break
    }
    const untried = `not tried: the expression had to be stopped at ${this.limits.stops} records before`
    while (replies.length < records.length) replies.push(records[replies.length].map(() => ({ fault: untried })))
    this.idle = setTimeout(() => void this.close(), IDLE_IN_MS).unref()

    return replies
  }

  /** Adds the replies that came; anything but `done` means that the next record was the last straw. */
  private async some(records: ExpressionTask[][], replies: ExpressionReply[][]): Promise<Ended> {
    const worker = await this.started()
    const wanted = replies.length + records.length
    const ended = await new Promise<Ended>((resolve) => {
      let timer: NodeJS.Timeout
      // what has arrived but was not heard yet, because this process was busy, comes first
      const wait = () => (timer = setTimeout(() => setImmediate(judge, replies.length), this.limits.milliseconds))
      const judge = (heard: number) => (replies.length === heard ? resolve('time') : wait())
      worker.on('message', (reply: ExpressionReply[]) => {
        clearTimeout(timer)
        replies.push(reply)
        if (replies.length === wanted) resolve('done')
        else wait()
      })
      worker.once('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? 'memory' : 'died'))
      worker.once('exit', () => resolve('died'))
      wait()
      worker.postMessage(records)
    })
    quieten(worker)
    if (ended !== 'done') {
      this.worker = null
      await worker.terminate()
    }

    return ended
  }

  private started(): Promise<Worker> {
    this.worker ??= this.start()
    return this.worker
  }

  private start(): Promise<Worker> {
    return new Promise((resolve, reject) => {
      const worker = new Worker(ENTRY, {
        execArgv: ['--no-warnings'],
        env: {},
        resourceLimits: { maxOldGenerationSizeMb: this.limits.megabytes, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
      })
      worker.unref()
      worker.once('error', (error) => {
        this.worker = null
        reject(error)
      })
      worker.once('message', () => {
        quieten(worker)
        resolve(worker)
      })
    })
  }

  private sentence(ended: Ended): string {
    if (ended === 'time') return `it took longer than ${this.limits.milliseconds / 1000} s and was stopped`
    return ended === 'memory' ? `it needed more than ${this.limits.megabytes} MB and was stopped` : 'it ended unexpectedly'
  }
}

/** Without naming the events, the thread's own listeners would go too, and with them its messages. */
function quieten(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
  worker.on('error', () => {})
}

/** The runner that the mappings of this process share. */
export const expressionRunner = new ExpressionRunner()
