import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { ModelTerms } from '#service_contracts/rules/models/model_terms'

export interface ModelVersion {
  id: number
  modelId: number
  number: number
  terms: ModelTerms
  reason: string | null
  userName: string | null
  publishedAt: unknown
}

/** The newest version of a model, or null when it was never published. */
export async function newestModelVersion(modelId: number, client: QueryClientContract): Promise<ModelVersion | null> {
  const row = await client.from('contract_model_versions').where('contract_model_id', modelId).orderBy('number', 'desc').first()
  return row ? read(row) : null
}

/** Every version of a model, newest first. */
export async function modelVersions(modelId: number, client: QueryClientContract): Promise<ModelVersion[]> {
  const rows = await client.from('contract_model_versions').where('contract_model_id', modelId).orderBy('number', 'desc')
  return rows.map(read)
}

/** Versions by their ids. */
export async function versionsByIds(ids: Iterable<number>, client: QueryClientContract): Promise<Map<number, ModelVersion>> {
  const rows = await client.from('contract_model_versions').whereIn('id', [...new Set(ids)])
  return new Map(rows.map((row) => [Number(row.id), read(row)]))
}

function read(row: Record<string, any>): ModelVersion {
  return {
    id: Number(row.id),
    modelId: Number(row.contract_model_id),
    number: Number(row.number),
    terms: JSON.parse(row.terms),
    reason: row.reason,
    userName: row.user_name,
    publishedAt: row.published_at,
  }
}
