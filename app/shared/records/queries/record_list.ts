import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { applyCondition } from '#shared/conditions/condition_query'
import { textMatch, type TextMatch } from '#shared/search/token_query'
import { applyKeyset } from '#shared/records/queries/keyset_page'
import { onlyReachable } from '#shared/records/queries/visibility'
import { encodeCursor, type Cursor } from '#shared/records/rules/keyset'
import { filterCondition, type ListRequest } from '#shared/records/rules/list_request'
import { fieldOf, type RecordType, type Row } from '#shared/records/record_type'

export const PAGE_SIZE = 50

/** Above this a list says "more than" instead of counting on. */
export const COUNT_CAP = 10_000

/** Rows looked at a time, and at most for a count, where the words searched for are in very many records. */
const BATCH = 500
const COUNTED_BATCHES = 10

export interface ListPage {
  rows: Row[]
  next: string | null
  previous: string | null
}

/** The records of one type that a person may see, filtered and sorted as the list's address says. */
export class RecordList {
  private match?: Promise<TextMatch | null>

  constructor(
    protected type: RecordType,
    protected request: ListRequest,
    protected actor: Actor,
    protected action = 'view'
  ) {}

  async page(size = PAGE_SIZE): Promise<ListPage> {
    const { cursor } = this.request
    const backwards = cursor?.towards === 'before'
    const { rows: found } = await this.read(cursor, size + 1)
    const more = found.length > size
    const rows = found.slice(0, size)
    if (backwards) rows.reverse()

    return {
      rows,
      next: (backwards || more) && rows.length > 0 ? this.cursorAt(rows.at(-1)!, 'after') : null,
      previous: (backwards ? more : cursor) && rows.length > 0 ? this.cursorAt(rows[0], 'before') : null,
    }
  }

  /** How many records there are; counting stops where it would take long, and then there are more. */
  async count(): Promise<{ count: number; isCapped: boolean }> {
    const match = await this.matched()
    if (match && 'among' in match) {
      const { rows, isWhole } = await this.read(null, COUNT_CAP, COUNTED_BATCHES)
      return { count: rows.length, isCapped: !isWhole }
    }
    const capped = this.filtered(match?.ids).select(db.raw('1 as one')).limit(COUNT_CAP + 1)
    const [{ total }] = await db.from(capped.as('capped')).count('* as total')
    return { count: Math.min(Number(total), COUNT_CAP), isCapped: Number(total) > COUNT_CAP }
  }

  /** Every record in pages, for exports: memory holds one page however long the list is. */
  async *pages(size = 1000): AsyncGenerator<Row[]> {
    let cursor: Cursor | null = null
    for (;;) {
      const { rows } = await this.read(cursor, size)
      if (rows.length > 0) yield rows
      if (rows.length < size) return
      cursor = { ...this.position(rows.at(-1)!), towards: 'after' }
    }
  }

  /**
   * The next rows from a cursor. Words that very many records carry are looked for row by
   * row in the list's own order, where a page is soon full.
   */
  private async read(cursor: Cursor | null, limit: number, batches = Infinity): Promise<{ rows: Row[]; isWhole: boolean }> {
    const match = await this.matched()
    if (!match || 'ids' in match) return { rows: await this.sorted(cursor, match?.ids).limit(limit), isWhole: true }

    const found: Row[] = []
    for (let at = cursor, batch = 0; batch < batches; batch++) {
      const rows: Row[] = await this.sorted(at).limit(BATCH)
      const hits = await match.among(rows.map(({ id }) => Number(id)))
      found.push(...rows.filter(({ id }) => hits.has(Number(id))))
      if (rows.length < BATCH || found.length >= limit) return { rows: found.slice(0, limit), isWhole: rows.length < BATCH }
      at = { ...this.position(rows.at(-1)!), towards: cursor?.towards ?? 'after' }
    }
    return { rows: found, isWhole: false }
  }

  private sorted(cursor: Cursor | null, ids?: number[]) {
    const query = this.filtered(ids).select('*')
    applyKeyset(query, this.request.order, cursor, !fieldOf(this.type, this.request.order.column)?.required)
    return query
  }

  private filtered(ids?: number[]) {
    const query = db.from(this.type.table)
    const columns = new Map(this.type.fields.map((field) => [field.name, `${this.type.table}.${field.name}`]))

    onlyReachable(query, this.type, this.actor, this.action)
    applyCondition(query, filterCondition(this.request.filters), columns)
    if (ids) query.whereIn(`${this.type.table}.id`, ids)
    return query
  }

  private matched(): Promise<TextMatch | null> {
    const { text } = this.request
    return (this.match ??= text ? textMatch(this.type.name, text) : Promise.resolve(null))
  }

  private cursorAt(row: Row, towards: Cursor['towards']): string {
    return encodeCursor({ ...this.position(row), towards })
  }

  private position(row: Row) {
    const value = (row[this.request.order.column] ?? null) as string | number | null
    return { value, id: row.id }
  }
}
