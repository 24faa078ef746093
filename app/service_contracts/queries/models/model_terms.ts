import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { recordType } from '#shared/records/registry'
import { writableFields, type Field, type Row } from '#shared/records/record_type'
import { currentServiceLevel } from '#service_contracts/queries/service_levels'
import { newestVersion } from '#service_contracts/queries/coverage/set_rows'
import type { ModelTerms } from '#service_contracts/rules/models/model_terms'

/** What names or files a model, and so is no term of its contracts. */
const NO_TERMS = ['code', 'name', 'is_active', 'notes']

/** The fields of a model that its contracts take over. */
export function termFields(): Field[] {
  return writableFields(recordType('contract_model')).filter(({ name }) => !NO_TERMS.includes(name))
}

/** The terms of a model as its rows stand now, published or not. */
export async function currentModelTerms(model: Row, client: QueryClientContract): Promise<ModelTerms> {
  const lines = await client.from('contract_model_lines').where('contract_model_id', model.id).orderBy('id')
  const setId = model.coverage_set_id ? Number(model.coverage_set_id) : null
  const published = setId ? await newestVersion(setId, client) : null
  return {
    fields: Object.fromEntries(termFields().map(({ name, kind }) => [name, plain(model[name], kind)])),
    lines: lines.map((line) => ({
      id: Number(line.id),
      productId: line.product_id === null ? null : Number(line.product_id),
      description: line.description,
      quantity: line.quantity,
      unitPrice: line.unit_price,
    })),
    coverage: setId && published ? { setId, number: published.number } : null,
    documents: await documentsOf(model.id, client),
    serviceLevel: await currentServiceLevel(model.service_level_id ? Number(model.service_level_id) : null, client),
  }
}

function plain(value: unknown, kind: Field['kind']): string | number | null {
  if (kind === 'boolean') return Number(Boolean(value))
  if (value === null || value === undefined || value === '') return null
  return kind === 'whole' || kind === 'reference' ? Number(value) : String(value)
}

/** The newest version of each document kept with the model. */
async function documentsOf(modelId: number, client: QueryClientContract): Promise<ModelTerms['documents']> {
  const rows = await client
    .from('attachments')
    .join('stored_files', 'stored_files.id', 'attachments.stored_file_id')
    .select('attachments.kind', 'attachments.title', 'attachments.version', 'stored_files.sha256')
    .where({ record_type: 'contract_model', record_id: modelId })
    .whereNull('removed_at')
    .orderBy('attachments.kind')
    .orderBy('attachments.title')
    .orderBy('attachments.version')
  const newest = new Map(rows.map((row) => [`${row.kind}\n${row.title}`, { kind: row.kind, title: row.title, version: Number(row.version), sha256: row.sha256 }]))
  return [...newest.values()]
}
