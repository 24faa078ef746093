import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { deliverOutboxMessage, sweepOutbox } from '#shared/outbox/jobs'
import { currentQueue, dispatch } from '#shared/queue/queue'
import ClearDrill from '#erp/actions/clear_drill'
import PrepareDrill, { type Drill } from '#erp/actions/prepare_drill'
import { drillFindings, drillProgress, type DrillFindings } from '#erp/queries/drill_findings'

export interface DrillOrder {
  postings: number
  lostPercent: number
  /** Called about once a second. */
  onProgress?: (done: number) => void
}

export interface DrillReport extends DrillFindings {
  postings: number
  seconds: number
}

const SWEEP_EVERY_MS = 10_000
const LOOK_EVERY_MS = 1_000
/** A drill that stands still for so long has failed. */
const PATIENCE_MS = 120_000
/** One message in so many has its bell rung twice more. */
const DOUBLE_BELLS = 50

/**
 * Posts invoices to the sandbox over a bad line, through the outbox and the queue as they
 * are, and counts what the sandbox holds in the end. Everything it made is removed again.
 */
export default class RunDrill {
  async handle({ postings, lostPercent, onProgress = () => {} }: DrillOrder): Promise<DrillReport> {
    const drill = await new PrepareDrill().handle(randomBytes(3).toString('hex').toUpperCase(), postings, lostPercent)
    try {
      const began = performance.now()
      await currentQueue().work()
      await this.ringTwice(drill)
      await this.untilAllIsSettled(drill, onProgress)
      const seconds = (performance.now() - began) / 1000

      return { ...(await drillFindings(drill)), postings, seconds }
    } finally {
      await new ClearDrill().handle(drill)
    }
  }

  /** Bells that ring again, in no order, while the first ones are still heard. */
  private async ringTwice({ target }: Drill): Promise<void> {
    const rows = await db.from('outbox_messages').where({ kind: 'invoice_drill', target }).select('id')
    const some = rows.map(({ id }) => Number(id)).filter((id) => id % DOUBLE_BELLS === 0)
    for (const id of some.sort(() => Math.random() - 0.5)) {
      for (let bell = 0; bell < 2; bell++) await dispatch({ ...deliverOutboxMessage, lane: `erp-${target}` }, { id, step: 0 })
    }
  }

  private async untilAllIsSettled(drill: Drill, onProgress: (done: number) => void): Promise<void> {
    let [movedAt, sweptAt, before] = [Date.now(), 0, -1]
    for (;;) {
      const { moving, done, steps } = await drillProgress(drill)
      onProgress(done)
      if (moving === 0) return
      if (steps !== before) [movedAt, before] = [Date.now(), steps]
      if (Date.now() - movedAt > PATIENCE_MS) throw new Error(`The drill stands still with ${moving} postings on their way`)
      if (Date.now() - sweptAt > SWEEP_EVERY_MS) {
        await dispatch(sweepOutbox, {}, { key: 'drill' })
        sweptAt = Date.now()
      }
      await sleep(LOOK_EVERY_MS)
    }
  }
}
