import type { Actor } from '#shared/actor'
import { actorById } from '#shared/acting'
import { todayIn } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { DomainError } from '#shared/errors/domain_error'
import MoveContract, { type MoveAsked } from '#service_contracts/actions/move_contract'
import ContractModelMove from '#service_contracts/models/contract_model_move'
import { contractsToMove } from '#service_contracts/queries/models/contracts_to_move'
import { versionsByIds } from '#service_contracts/queries/models/model_versions'
import { BillingRefused } from '#service_contracts/rules/billing_refused'

/**
 * Moves the contracts of a model one by one, each in its own transaction, so that it goes on
 * after a stop where it was. One that cannot be moved stays as it was and is listed with its reason.
 */
export default class ContinueModelMove {
  async handle(id: number): Promise<ContractModelMove> {
    const { userId } = await ContractModelMove.findOrFail(id)
    const actor = await actorById(userId)
    if (!actor) return this.abandon(id)
    let isUnderWay = true
    while (isUnderWay) isUnderWay = await within(undefined, (trx) => this.step(id, actor, trx))
    return ContractModelMove.findOrFail(id)
  }

  /** Whoever began it may no longer sign in: the rest stays as it is. */
  private async abandon(id: number): Promise<ContractModelMove> {
    const move = await ContractModelMove.findOrFail(id)
    return move.merge({ state: 'done', openKey: null }).save()
  }

  /** One contract; false when none is left. */
  private async step(id: number, actor: Actor, trx: Trx): Promise<boolean> {
    const move = await ContractModelMove.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
    if (move.state === 'done') return false
    const to = (await versionsByIds([move.contractModelVersionId], trx)).get(move.contractModelVersionId)!
    const next = await contractsToMove(to, trx).where('service_contracts.id', '>', move.lastContractId).orderBy('id').select('id', 'number').first()
    if (!next) {
      await move.merge({ state: 'done', openKey: null }).save()
      return false
    }
    const refusal = await this.tried(Number(next.id), { to, day: move.holdsFrom, today: todayIn(actor.timeZone) }, actor, trx)
    const refusals = refusal ? [...move.refusals, { contractId: Number(next.id), number: next.number, message: refusal }] : move.refusals
    await move.merge({ lastContractId: Number(next.id), moved: move.moved + (refusal ? 0 : 1), kept: move.kept + (refusal ? 1 : 0), refusals }).save()
    return true
  }

  private async tried(contractId: number, asked: MoveAsked, actor: Actor, trx: Trx): Promise<string | null> {
    try {
      await trx.transaction((savepoint) => new MoveContract().handle(contractId, asked, actor, savepoint))
      return null
    } catch (error) {
      if (error instanceof DomainError || error instanceof BillingRefused) return error.message
      throw error
    }
  }
}
