import db from '@adonisjs/lucid/services/db'
import type { Row } from '#shared/records/record_type'
import { newestModelVersion, versionsByIds } from '#service_contracts/queries/models/model_versions'
import { toldDifferences } from '#service_contracts/queries/models/told_differences'
import { termDifferences } from '#service_contracts/rules/models/model_terms'

/** The version of its model a contract was born with or moved to, and what the newest one has differently. */
export async function modelPart(row: Row) {
  if (!row.contract_model_id) return { model: null }
  const client = db.connection()
  const model = await client.from('contract_models').where('id', Number(row.contract_model_id)).firstOrFail()
  const versionId = row.contract_model_version_id ? Number(row.contract_model_version_id) : 0
  const version = (await versionsByIds([versionId], client)).get(versionId) ?? null
  const newest = await newestModelVersion(Number(model.id), client)
  const differences = version && newest ? await toldDifferences(termDifferences(version.terms, newest.terms)) : []
  return { model, version, newest, differences }
}
