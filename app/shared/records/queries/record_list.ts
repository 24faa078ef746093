import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { applyCondition } from '#shared/conditions/condition_query'
import { matchingIds } from '#shared/search/token_query'
import { applyKeyset } from '#shared/records/queries/keyset_page'
import { onlyReachable } from '#shared/records/queries/visibility'
import { encodeCursor, type Cursor } from '#shared/records/rules/keyset'
import { filterCondition, type ListRequest } from '#shared/records/rules/list_request'
import { fieldOf, type RecordType, type Row } from '#shared/records/record_type'

export const PAGE_SIZE = 50

/** Above this a list says "more than" instead of counting on. */
export const COUNT_CAP = 10_000

export interface ListPage {
  rows: Row[]
  next: string | null
  previous: string | null
}

/** The records of one type that a person may see, filtered and sorted as the list's address says. */
export class RecordList {
  constructor(
    protected type: RecordType,
    protected request: ListRequest,
    protected actor: Actor,
    protected action = 'view'
  ) {}

  async page(size = PAGE_SIZE): Promise<ListPage> {
    const { cursor, order } = this.request
    const backwards = cursor?.towards === 'before'
    const query = this.filtered().select('*')
    applyKeyset(query, order, cursor, !fieldOf(this.type, order.column)?.required)

    const found: Row[] = await query.limit(size + 1)
    const more = found.length > size
    const rows = found.slice(0, size)
    if (backwards) rows.reverse()

    return {
      rows,
      next: (backwards || more) && rows.length > 0 ? this.cursorAt(rows.at(-1)!, 'after') : null,
      previous: (backwards ? more : cursor) && rows.length > 0 ? this.cursorAt(rows[0], 'before') : null,
    }
  }

  /** How many records there are, counted up to the cap and no further. */
  async count(): Promise<number> {
    const capped = this.filtered().select(db.raw('1 as one')).limit(COUNT_CAP + 1)
    const [{ total }] = await db.from(capped.as('capped')).count('* as total')
    return Number(total)
  }

  /** Every record in pages, for exports: memory holds one page however long the list is. */
  async *pages(size = 1000): AsyncGenerator<Row[]> {
    let cursor: Cursor | null = null
    for (;;) {
      const query = this.filtered().select('*')
      applyKeyset(query, this.request.order, cursor)
      const rows: Row[] = await query.limit(size)
      if (rows.length > 0) yield rows
      if (rows.length < size) return
      cursor = { ...this.position(rows.at(-1)!), towards: 'after' }
    }
  }

  private filtered() {
    const query = db.from(this.type.table)
    const columns = new Map(this.type.fields.map((field) => [field.name, `${this.type.table}.${field.name}`]))

    onlyReachable(query, this.type, this.actor, this.action)
    applyCondition(query, filterCondition(this.request.filters), columns)
    if (this.request.text) query.whereIn(`${this.type.table}.id`, matchingIds(this.type.name, this.request.text))
    return query
  }

  private cursorAt(row: Row, towards: Cursor['towards']): string {
    return encodeCursor({ ...this.position(row), towards })
  }

  private position(row: Row) {
    const value = (row[this.request.order.column] ?? null) as string | number | null
    return { value, id: row.id }
  }
}
