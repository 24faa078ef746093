import db from '@adonisjs/lucid/services/db'
import { dispatch } from '#shared/queue/queue'
import { registerJob } from '#shared/queue/jobs'
import { continueModelMove } from '#service_contracts/jobs/continue_model_move'

/** Queues moves of contracts again whose job the queue has lost. */
export const resumeModelMoves = registerJob({
  name: 'service_contracts.resume_model_moves',
  async handle() {
    const moves = await db.from('contract_model_moves').select('id').where('state', 'running')
    for (const { id } of moves) await dispatch(continueModelMove, { id: Number(id) }, { key: String(id) })
  },
})
