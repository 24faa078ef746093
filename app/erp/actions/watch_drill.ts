import { setTimeout as sleep } from 'node:timers/promises'
import db from '@adonisjs/lucid/services/db'
import { deliverOutboxMessage, sweepOutbox } from '#shared/outbox/jobs'
import { currentQueue, dispatch } from '#shared/queue/queue'
import { drillProgress } from '#erp/queries/drill_findings'

interface Watched {
  kind: string
  target: string
}

const SWEEP_EVERY_MS = 10_000
const LOOK_EVERY_MS = 1_000
/** A drill that stands still for so long has failed. */
const PATIENCE_MS = 120_000
/** One message in so many has its bell rung twice more. */
const DOUBLE_BELLS = 50

/** Begins to work, and rings some bells again, in no order, while the first ones are still heard. */
export async function ringDrillTwice({ kind, target }: Watched): Promise<void> {
  await currentQueue().work()
  const rows = await db.from('outbox_messages').where({ kind, target }).select('id')
  const some = rows.map(({ id }) => Number(id)).filter((id) => id % DOUBLE_BELLS === 0)
  for (const id of some.sort(() => Math.random() - 0.5)) {
    for (let bell = 0; bell < 2; bell++) await dispatch({ ...deliverOutboxMessage, lane: `erp-${target}` }, { id, step: 0 })
  }
}

/** Waits until no posting of a drill is on its way any more. */
export async function untilDrillSettles(drill: Watched, onProgress: (done: number) => void): Promise<void> {
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
