import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { ModelVersion } from '#service_contracts/queries/models/model_versions'

const LIVING = ['draft', 'active', 'suspended', 'notice_given']

/** The living contracts of a model that have an older version of it, in their order. */
export function contractsToMove({ modelId, id }: Pick<ModelVersion, 'modelId' | 'id'>, client: QueryClientContract) {
  return client
    .from('service_contracts')
    .where('service_contracts.contract_model_id', modelId)
    .whereIn('service_contracts.status', LIVING)
    .whereNotNull('service_contracts.contract_model_version_id')
    .where('service_contracts.contract_model_version_id', '<', id)
}
