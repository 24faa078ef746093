import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { DomainError } from '#shared/errors/domain_error'
import { dispatch } from '#shared/queue/queue'
import { registerJob } from '#shared/queue/jobs'
import CarryOutUndertaking from '#shared/undertakings/actions/carry_out_undertaking'

const SILENT_SECONDS = 60
const KEPT_DAYS = 7

export const carryOutUndertaking = registerJob<{ id: number }>({
  name: 'shared.carry_out_undertaking',
  async handle({ id }) {
    try {
      await new CarryOutUndertaking().handle(id)
    } catch (error) {
      // a refusal is an outcome, which the row holds
      if (!(error instanceof DomainError)) throw error
    }
  },
})

/** Has the queue carry an undertaking out; call it after what asked for it was committed. */
export function ringUndertaking(id: number): Promise<void> {
  return dispatch(carryOutUndertaking, { id }, { key: String(id) })
}

/** Queues undertakings again whose worker died or whose job the queue has lost. */
export const resumeUndertakings = registerJob({
  name: 'shared.resume_undertakings',
  async handle() {
    const silent = sqlInstant(now().minus({ seconds: SILENT_SECONDS }))
    const waiting = db.from('undertakings').select('id').whereNull('ended_at').where('created_at', '<', silent)
    for (const { id } of await waiting.where((query) => void query.whereNull('beat_at').orWhere('beat_at', '<', silent))) await ringUndertaking(Number(id))
  },
})

/** What was answered long ago would be asked anew. */
export const clearOldUndertakings = registerJob({
  name: 'shared.clear_old_undertakings',
  async handle() {
    await db.from('undertakings').where('ended_at', '<', sqlInstant(now().minus({ days: KEPT_DAYS }))).delete()
  },
})
