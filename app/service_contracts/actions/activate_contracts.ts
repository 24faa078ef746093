import type { Actor } from '#shared/actor'
import { DomainError } from '#shared/errors/domain_error'
import ActivateContract from '#service_contracts/actions/activate_contract'

export interface RefusedActivation {
  contractId: number
  error: DomainError
}

/** Puts several drafts into force, each by itself: one that cannot come into force keeps no other from it. */
export default class ActivateContracts {
  async handle(contractIds: readonly number[], actor: Actor): Promise<{ done: number; refused: RefusedActivation[] }> {
    const refused: RefusedActivation[] = []
    for (const contractId of contractIds) {
      try {
        await new ActivateContract().handle(contractId, actor)
      } catch (error) {
        if (!(error instanceof DomainError)) throw error
        refused.push({ contractId, error })
      }
    }
    return { done: contractIds.length - refused.length, refused }
  }
}
