import type { Actor } from '#shared/actor'
import { recordType } from '#shared/records/registry'
import { rowsByIds } from '#shared/records/rows'
import { titleOf, type Field, type Row } from '#shared/records/record_type'

export interface Reference {
  title: string
  /** Null where the person may not open the record. */
  href: string | null
}

/** What the reference fields of these rows point at: field name → id → title and link. */
export async function referencedRows(
  fields: Field[],
  rows: Row[],
  actor: Actor
): Promise<Record<string, Record<number, Reference>>> {
  const result: Record<string, Record<number, Reference>> = {}
  for (const field of fields.filter(({ kind, to }) => kind === 'reference' && to)) {
    const target = recordType(field.to!)
    const ids = rows.map((row) => Number(row[field.name])).filter(Boolean)
    const found = await rowsByIds(target, ids)
    const mayOpen = actor.may(target.name, 'view')
    result[field.name] = Object.fromEntries(
      [...found].map(([id, row]) => [id, { title: titleOf(target, row), href: mayOpen ? `${target.path}/${id}` : null }])
    )
  }
  return result
}
