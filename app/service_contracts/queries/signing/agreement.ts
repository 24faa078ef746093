import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { recordType } from '#shared/records/registry'
import { writableFields } from '#shared/records/record_type'
import { serviceLevelHistory } from '#service_contracts/queries/service_levels'
import { agreedColumns, agreementHash } from '#service_contracts/rules/signing/agreed_terms'

/** The columns of a contract that approvals and signatures are about. */
export function contractColumns(): string[] {
  return agreedColumns(writableFields(recordType('service_contract')).map(({ name }) => name))
}

/** The fingerprint of a contract's terms, its lines, what it covers and promises, as they stand now. */
export async function agreementHashOf(contractId: number, client: QueryClientContract): Promise<string> {
  const contract = await client.from('service_contracts').where('id', contractId).firstOrFail()
  const lines = await client.from('contract_lines').where('service_contract_id', contractId).orderBy('position')
  const coverage = await client.from('contract_coverages').where('service_contract_id', contractId).orderBy('number', 'desc').first()
  const covered = coverage ? { setId: Number(coverage.coverage_set_id), number: Number(coverage.set_number) } : null
  const [level] = await serviceLevelHistory(contractId, client)
  return agreementHash({ contract, lines, coverage: covered, serviceLevel: level?.terms ?? null }, contractColumns())
}
