import { randomBytes } from 'node:crypto'
import ClearDrill from '#erp/actions/clear_drill'
import PrepareDrill from '#erp/actions/prepare_drill'
import { ringDrillTwice, untilDrillSettles } from '#erp/actions/watch_drill'
import { drillFindings, type DrillFindings } from '#erp/queries/drill_findings'

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

/**
 * Posts invoices to the sandbox over a bad line, through the outbox and the queue as they
 * are, and counts what the sandbox holds in the end. Everything it made is removed again.
 */
export default class RunDrill {
  async handle({ postings, lostPercent, onProgress = () => {} }: DrillOrder): Promise<DrillReport> {
    const drill = await new PrepareDrill().handle(randomBytes(3).toString('hex').toUpperCase(), postings, lostPercent)
    try {
      const began = performance.now()
      await ringDrillTwice(drill)
      await untilDrillSettles(drill, onProgress)
      const seconds = (performance.now() - began) / 1000

      return { ...(await drillFindings(drill)), postings, seconds }
    } finally {
      await new ClearDrill().handle(drill)
    }
  }
}
