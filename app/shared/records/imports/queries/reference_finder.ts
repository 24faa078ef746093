import { recordType } from '#shared/records/registry'
import { onlyReachable } from '#shared/records/queries/visibility'
import { titleOf, type Field, type RecordType, type Row } from '#shared/records/record_type'
import type { Actor } from '#shared/actor'
import type { Trx } from '#shared/database/transaction'

export type Found = { id: number } | { problem: 'unknown' | 'ambiguous' }

const REMEMBERED = 20_000

/**
 * Finds the records that cells name: by `#id`, by a unique field, the number or subtitle,
 * by the title, and at last by a bare id. Only records the person may see are found.
 */
export class ReferenceFinder {
  protected known = new Map<string, Found>()

  constructor(protected actor: Actor) {}

  /** Looks up every text of a field at once, so that a chunk costs a query per way of naming. */
  async learn(field: Field, texts: Iterable<string>, trx: Trx): Promise<void> {
    const target = recordType(field.to!)
    const open = new Set([...texts].filter((text) => !this.known.has(keyOf(target, text))))
    if (open.size === 0) return
    if (this.known.size > REMEMBERED) this.known.clear()

    for (const way of waysToName(target)) {
      const wanted = [...open].filter((text) => way.reads(text) !== null)
      if (wanted.length === 0) continue
      const query = trx.from(target.table).select('*')
      query.whereIn(way.column ?? trx.raw(titleSql(target)) as unknown as string, wanted.map((text) => way.reads(text)!))
      onlyReachable(query, target, this.actor, 'view')
      const rows: Row[] = await query.limit(wanted.length * 5 + 100)
      for (const text of wanted) {
        const hits = new Set(rows.filter((row) => way.holds(row, text)).map((row) => Number(row.id)))
        if (hits.size === 0) continue
        this.known.set(keyOf(target, text), hits.size === 1 ? { id: [...hits][0] } : { problem: 'ambiguous' })
        open.delete(text)
      }
    }
    for (const text of open) this.known.set(keyOf(target, text), { problem: 'unknown' })
  }

  find(field: Field, text: string): Found {
    return this.known.get(keyOf(recordType(field.to!), text)) ?? { problem: 'unknown' }
  }
}

interface Way {
  /** Null stands for the title's fields together. */
  column: string | null
  reads(text: string): string | number | null
  holds(row: Row, text: string): boolean
}

function waysToName(type: RecordType): Way[] {
  const byId = (pattern: RegExp): Way => ({
    column: 'id',
    reads: (text) => (pattern.test(text) ? Number(text.replace('#', '')) : null),
    holds: (row, text) => Number(row.id) === Number(text.replace('#', '')),
  })
  const columns = type.fields.filter((field) => field.unique || field.name === 'number' || field.name === type.subtitle)
  const byColumn = (name: string): Way => ({ column: name, reads: (text) => text, holds: (row, text) => same(row[name], text) })
  const title: Way = { column: type.title.length === 1 ? type.title[0] : null, reads: (text) => text, holds: (row, text) => same(titleOf(type, row), text) }
  return [byId(/^#\d{1,15}$/), ...columns.map(({ name }) => byColumn(name)), title, byId(/^\d{1,15}$/)]
}

function titleSql(type: RecordType): string {
  return `trim(concat(${type.title.map((name) => `coalesce(${type.table}.${name}, '')`).join(", ' ', ")}))`
}

function same(held: unknown, text: string): boolean {
  return String(held ?? '').toLowerCase() === text.toLowerCase()
}

function keyOf(type: RecordType, text: string): string {
  return `${type.name}:${text.toLowerCase()}`
}
