import type { Actor } from '#shared/actor'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { within } from '#shared/database/transaction'
import CancelStaleApproval from '#workflow/actions/cancel_stale_approval'
import { logChanges } from '#shared/records/change_log'
import { grantContractPoints } from '#service_contracts/actions/grant_contract_points'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import StepImpossible from '#service_contracts/errors/step_impossible'
import { signingStanding } from '#service_contracts/queries/signing/signing_standing'
import { obstaclesOf } from '#service_contracts/rules/signing/next_steps'

/** Puts a draft into force: from now on the billing run sees its lines. */
export default class ActivateContract {
  async handle(contractId: number, actor: Actor): Promise<void> {
    const isStale = await within(undefined, async (trx) => {
      const contract = await trx.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
      if (contract.status !== 'draft') throw new ContractImpossible(undefined, 'not_draft')
      const { activate: obstacles } = obstaclesOf(await signingStanding(contract, trx))
      if (obstacles.length > 0) throw new StepImpossible(obstacles)
      if (!contract.signed_on && (await new CancelStaleApproval().handle('service_contract', contractId, trx))) return true

      const version = Number(contract.version) + 1
      await trx.from('service_contracts').where('id', contractId).update({ status: 'active', version, updated_at: sqlInstant(now()) })
      const change = { recordType: 'service_contract', recordId: contractId, kind: 'changed' as const, changes: { status: ['draft', 'active'] as [unknown, unknown] } }
      await logChanges([change], { source: 'screen', id: actor.id, name: actor.name }, trx)
      await grantContractPoints(contractId, todayIn(actor.timeZone), trx)
      return false
    })
    // thrown after the commit: the cancellation stays
    if (isStale) throw new StepImpossible(['approval_cancelled'])
  }
}
