import type { Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import ContractImpossible from '#service_contracts/errors/contract_impossible'

/**
 * Takes what its model gave a draft away with it, so that an import can be taken back.
 *
 * @throws {ContractImpossible} for a contract that was in force at any time
 */
export async function clearDraft(row: Row, trx: Trx): Promise<void> {
  if (row.status !== 'draft' || row.signed_on) throw new ContractImpossible(undefined, 'not_draft_to_delete')
  await trx.from('contract_coverages').where('service_contract_id', row.id).delete()
  await trx.from('contract_lines').where('service_contract_id', row.id).whereNotNull('contract_model_line_id').delete()
}
