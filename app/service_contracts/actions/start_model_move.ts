import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import { dispatch } from '#shared/queue/queue'
import ModelImpossible from '#service_contracts/errors/model_impossible'
import { continueModelMove } from '#service_contracts/jobs/continue_model_move'
import ContractModelMove from '#service_contracts/models/contract_model_move'
import { contractsToMove } from '#service_contracts/queries/models/contracts_to_move'
import { newestModelVersion } from '#service_contracts/queries/models/model_versions'

/**
 * Begins to move the living contracts of a model to its newest version from a day on; a job does it.
 *
 * @throws {ModelImpossible} when nothing is published, nothing differs, or a move is under way
 */
export default class StartModelMove {
  async handle(modelId: number, holdsFrom: CalendarDate, actor: Actor): Promise<ContractModelMove> {
    return within(undefined, async (trx) => {
      const to = await newestModelVersion(modelId, trx)
      if (!to) throw new ModelImpossible('not_published')
      const count = await contractsToMove(to, trx).count('* as n').first()
      const total = Number(count?.n ?? 0)
      if (total === 0) throw new ModelImpossible('move_nothing')
      const begun = { contractModelId: modelId, contractModelVersionId: to.id, holdsFrom, state: 'running' as const, openKey: modelId, total, moved: 0, kept: 0, lastContractId: 0, refusals: [] }
      try {
        const move = await ContractModelMove.create({ ...begun, userId: actor.id, userName: actor.name }, { client: trx })
        trx.after('commit', () => dispatch(continueModelMove, { id: move.id }, { key: String(move.id) }))
        return move
      } catch (error) {
        if (isDuplicate(error)) throw new ModelImpossible('move_under_way')
        throw error
      }
    })
  }
}
