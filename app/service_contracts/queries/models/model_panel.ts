import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row, Values } from '#shared/records/record_type'
import { currentModelTerms } from '#service_contracts/queries/models/model_terms'
import { modelVersions } from '#service_contracts/queries/models/model_versions'
import { toldDifferences } from '#service_contracts/queries/models/told_differences'
import { termDifferences } from '#service_contracts/rules/models/model_terms'

/** How a model stands: its versions, what has changed since the last one, and how many contracts live on which. */
export async function modelPanel(row: Row, actor: Actor) {
  const client = db.connection()
  const versions = await modelVersions(row.id, client)
  const terms = await currentModelTerms(row, client)
  const unpublished = versions[0] ? termDifferences(versions[0].terms, terms) : []
  return {
    versions,
    unpublished: await toldDifferences(unpublished),
    living: await livingByVersion(row.id),
    mayPublish: actor.may('contract_model', 'edit') && (versions.length === 0 || unpublished.length > 0),
    mayMove: actor.may('contract_model', 'edit') && actor.may('service_contract', 'edit') && versions.length > 0,
  }
}

/** What differs between two versions of a model, in words; the two newest unless the address names others. */
export async function comparedVersions(modelId: number, asked: Values) {
  const versions = await modelVersions(modelId, db.connection())
  const numbered = (number: unknown, otherwise: number) => versions.find((version) => version.number === Number(number)) ?? versions[otherwise] ?? versions.at(-1)
  const [from, to] = [numbered(asked.from, 1), numbered(asked.to, 0)]
  const differences = from && to ? await toldDifferences(termDifferences(from.terms, to.terms)) : []
  return { versions, from: from ?? null, to: to ?? null, differences }
}

async function livingByVersion(modelId: number): Promise<Map<number, number>> {
  const rows = await db
    .from('service_contracts')
    .where('contract_model_id', modelId)
    .whereNotIn('status', ['ended', 'closed', 'cancelled'])
    .groupBy('contract_model_version_id')
    .select('contract_model_version_id as id')
    .count('* as n')
  return new Map(rows.map(({ id, n }) => [Number(id ?? 0), Number(n)]))
}
