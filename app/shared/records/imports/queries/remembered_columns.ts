import { plainName } from '#shared/records/imports/rules/import_mapping'
import Import from '#shared/records/models/import'

/** What a person chose for each heading in the last imports of this type; null is a column left out. */
export async function rememberedColumns(recordType: string, userId: number): Promise<Record<string, string | null>> {
  const last = await Import.query().where({ recordType, userId }).whereNotNull('checked_at').orderBy('id', 'desc').limit(5)
  const remembered: Record<string, string | null> = {}
  for (const { headings, mapping } of last.reverse()) {
    for (const [index, heading] of headings.entries()) remembered[plainName(heading)] = mapping?.columns[index] ?? null
  }
  return remembered
}
