import db from '@adonisjs/lucid/services/db'

/** What a contract covers and since when, the newest version first. */
export function coverageOfContract(contractId: number) {
  return db
    .from('contract_coverages')
    .join('coverage_sets', 'coverage_sets.id', 'contract_coverages.coverage_set_id')
    .select('contract_coverages.number', 'contract_coverages.valid_from', 'contract_coverages.set_number', 'coverage_sets.id as set_id', 'coverage_sets.name')
    .where('service_contract_id', contractId)
    .orderBy('contract_coverages.number', 'desc')
    .limit(10)
}
