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
  const byTarget = Map.groupBy(fields.filter(({ kind, to }) => kind === 'reference' && to), ({ to }) => to!)
  const found = await Promise.all(
    [...byTarget].map(async ([name, own]) => {
      const target = recordType(name)
      const ids = own.flatMap((field) => rows.map((row) => Number(row[field.name])).filter(Boolean))
      const mayOpen = actor.may(target.name, 'view')
      const titles = [...(await rowsByIds(target, ids))].map(([id, row]) => [id, { title: titleOf(target, row), href: mayOpen ? `${target.path}/${id}` : null }])
      const references: Record<number, Reference> = Object.fromEntries(titles)
      return own.map((field) => [field.name, references] as const)
    })
  )
  return Object.fromEntries(found.flat())
}
