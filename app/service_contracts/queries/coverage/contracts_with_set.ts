import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** Live contracts whose newest coverage comes from a set, and those of its models that have none yet, by id. */
export async function contractsWithSet(setId: number, client: QueryClientContract): Promise<number[]> {
  const holding = await client
    .from('contract_coverages as held')
    .join('service_contracts', 'service_contracts.id', 'held.service_contract_id')
    .whereNotIn('service_contracts.status', ['ended', 'closed', 'cancelled'])
    .where('held.coverage_set_id', setId)
    .whereNotExists((newer) => {
      void newer.from('contract_coverages as later').whereColumn('later.service_contract_id', 'held.service_contract_id').whereColumn('later.number', '>', 'held.number')
    })
    .select('held.service_contract_id as id')
  const without = await client
    .from('service_contracts')
    .join('contract_models', 'contract_models.id', 'service_contracts.contract_model_id')
    .where('contract_models.coverage_set_id', setId)
    .whereNotIn('service_contracts.status', ['ended', 'closed', 'cancelled'])
    .whereNotExists((any) => {
      void any.from('contract_coverages').whereColumn('contract_coverages.service_contract_id', 'service_contracts.id')
    })
    .select('service_contracts.id')
  return [...new Set([...holding, ...without].map(({ id }) => Number(id)))].sort((one, other) => one - other)
}
