import type { Actor } from '#shared/actor'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { within } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import { grantContractPoints } from '#service_contracts/actions/grant_contract_points'
import ContractImpossible from '#service_contracts/errors/contract_impossible'

/** Puts a draft into force: from now on the billing run sees its lines. */
export default class ActivateContract {
  async handle(contractId: number, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const contract = await trx.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
      if (contract.status !== 'draft') throw new ContractImpossible(undefined, 'not_draft')
      const line = await trx.from('contract_lines').where('service_contract_id', contractId).first()
      if (!line) throw new ContractImpossible(undefined, 'no_lines')

      const version = Number(contract.version) + 1
      await trx.from('service_contracts').where('id', contractId).update({ status: 'active', version, updated_at: sqlInstant(now()) })
      const change = { recordType: 'service_contract', recordId: contractId, kind: 'changed' as const, changes: { status: ['draft', 'active'] as [unknown, unknown] } }
      await logChanges([change], { source: 'screen', id: actor.id, name: actor.name }, trx)
      await grantContractPoints(contractId, todayIn(actor.timeZone), trx)
    })
  }
}
