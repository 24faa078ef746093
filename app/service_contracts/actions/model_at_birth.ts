import type { Trx } from '#shared/database/transaction'
import PublishContractModel from '#service_contracts/actions/publish_contract_model'
import { newestModelVersion, type ModelVersion } from '#service_contracts/queries/models/model_versions'

export interface ModelAtBirth {
  version: ModelVersion
  /** The model's row with the terms of the version over it. */
  model: Record<string, any>
}

/** The published version of a model that a new contract is born with; a model never published becomes its version 1. */
export async function modelAtBirth(modelId: number, trx: Trx): Promise<ModelAtBirth> {
  const row = await trx.from('contract_models').where('id', modelId).forUpdate().firstOrFail()
  const version = (await newestModelVersion(modelId, trx)) ?? (await new PublishContractModel().handle(modelId, null, null, trx))
  return { version, model: { ...row, ...version.terms.fields } }
}
