import type { Trx } from '#shared/database/transaction'
import type { Row, Values } from '#shared/records/record_type'
import { modelAtBirth } from '#service_contracts/actions/model_at_birth'
import ModelImpossible from '#service_contracts/errors/model_impossible'
import { bornTerms } from '#service_contracts/rules/models/born_terms'

/**
 * Lets a contract that is saved with a model remember its published version and what that
 * demands for the signature. What a person entered in the form stays as it was entered.
 *
 * @throws {ModelImpossible} when the model changes under a contract in force, is off, or of another kind
 */
export async function takeModel(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const isSame = before && (values.contract_model_id === undefined || Number(values.contract_model_id ?? 0) === Number(before.contract_model_id ?? 0))
  if (isSame) return refuseOtherKind(values, before, trx)
  if (before && before.status !== 'draft') throw new ModelImpossible('model_fixed', 'contract_model_id')
  if (!values.contract_model_id) {
    values.contract_model_version_id = null
    return
  }
  const { model, version } = await modelAtBirth(Number(values.contract_model_id), trx)
  if (!model.is_active) throw new ModelImpossible('model_off', 'contract_model_id')
  if (model.kind !== (values.kind ?? before?.kind ?? 'maintenance')) throw new ModelImpossible('model_kind', 'kind')

  const { contract_model_version_id: id, approval_flow_id: flow, needs_signature: signed, service_level_id: level } = bornTerms(version)
  Object.assign(values, { contract_model_version_id: id, approval_flow_id: flow, needs_signature: signed })
  if (!before && values.service_level_id === undefined) values.service_level_id = level
}

async function refuseOtherKind(values: Values, before: Row, trx: Trx): Promise<void> {
  if (!before.contract_model_id || values.kind === undefined || values.kind === before.kind) return
  const model = await trx.from('contract_models').where('id', Number(before.contract_model_id)).first()
  if (model && model.kind !== values.kind) throw new ModelImpossible('model_kind', 'kind')
}
