import type { Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import ForgetOpening from '#points/actions/forget_opening'
import ContractImpossible from '#service_contracts/errors/contract_impossible'

/** A draft that nobody signed, or a contract taken over as running of which nothing was billed or changed here. */
async function mayBeTakenBack(row: Row, trx: Trx): Promise<boolean> {
  if (row.signed_on) return false
  if (row.status === 'draft') return true
  if (!row.was_running) return false
  const lines = trx.from('contract_lines').select('id').where('service_contract_id', row.id)
  const charged = await trx.from('charges').where('source_type', 'contract_line').whereIn('source_id', lines).first()
  return !charged && !(await trx.from('contract_terms').where('service_contract_id', row.id).first())
}

/**
 * Takes what its model gave a draft away with it, so that an import can be taken back.
 *
 * @throws {ContractImpossible} for a contract that was in force here at any time, or of which something was billed
 */
export async function clearDraft(row: Row, trx: Trx): Promise<void> {
  if (!(await mayBeTakenBack(row, trx))) throw new ContractImpossible(undefined, 'not_draft_to_delete')
  if (!(await new ForgetOpening().handle(row.id, trx))) throw new ContractImpossible(undefined, 'not_draft_to_delete')
  await trx.from('contract_coverages').where('service_contract_id', row.id).delete()
  await trx.from('contract_service_levels').where('service_contract_id', row.id).delete()
  await trx.from('contract_lines').where('service_contract_id', row.id).whereNotNull('contract_model_line_id').delete()
}
