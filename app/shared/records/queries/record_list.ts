import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { applyCondition } from '#shared/conditions/condition_query'
import { firstMatches, matchingIds } from '#shared/search/token_query'
import { rowsBeyond } from '#shared/records/queries/keyset_page'
import { onlyReachable } from '#shared/records/queries/visibility'
import { encodeCursor, type Cursor } from '#shared/records/rules/keyset'
import { filterCondition, type ListRequest } from '#shared/records/rules/list_request'
import type { RecordType, Row } from '#shared/records/record_type'

export const PAGE_SIZE = 50

/** Above this a list says "more than" instead of counting on. */
export const COUNT_CAP = 10_000

type Matched = number[] | ReturnType<typeof matchingIds> | null

export interface ListPage {
  rows: Row[]
  next: string | null
  previous: string | null
}

/** The records of one type that a person may see, filtered and sorted as the list's address says. */
export class RecordList {
  private matches?: ReturnType<typeof firstMatches>

  constructor(
    protected type: RecordType,
    protected request: ListRequest,
    protected actor: Actor,
    protected action = 'view'
  ) {}

  async page(size = PAGE_SIZE): Promise<ListPage> {
    const { cursor } = this.request
    const backwards = cursor?.towards === 'before'
    const found = await this.beyond(await this.matched(), cursor, size + 1)
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
    const matched = await this.matched()
    const capped = this.filtered(matched).select(db.raw('1 as one')).limit(COUNT_CAP + 1)
    const [{ total }] = await db.from(capped.as('capped')).count('* as total')
    const isCapped = Number(total) > COUNT_CAP || Boolean((await this.matches)?.isCapped)
    return { count: Math.min(Number(total), COUNT_CAP), isCapped }
  }

  /** Every record in pages, for exports: memory holds one page however long the list is. */
  async *pages(size = 1000): AsyncGenerator<Row[]> {
    const { text } = this.request
    for (let cursor: Cursor | null = null; ; ) {
      const rows = await this.beyond(text ? matchingIds(this.type.name, text) : null, cursor, size)
      if (rows.length > 0) yield rows
      if (rows.length < size) return
      cursor = { ...this.position(rows.at(-1)!), towards: 'after' }
    }
  }

  private beyond(matched: Matched, cursor: Cursor | null, limit: number): Promise<Row[]> {
    return rowsBeyond(() => this.filtered(matched).select('*'), this.request.order, cursor, limit)
  }

  private filtered(matched: Matched) {
    const query = db.from(this.type.table)
    const columns = new Map(this.type.fields.map((field) => [field.name, `${this.type.table}.${field.name}`]))

    onlyReachable(query, this.type, this.actor, this.action)
    applyCondition(query, filterCondition(this.request.filters), columns)
    if (matched) query.whereIn(`${this.type.table}.id`, matched as number[])
    return query
  }

  private async matched(): Promise<number[] | null> {
    const { text } = this.request
    if (!text) return null
    this.matches ??= firstMatches(this.type.name, text)
    return (await this.matches).ids
  }

  private cursorAt(row: Row, towards: Cursor['towards']): string {
    return encodeCursor({ ...this.position(row), towards })
  }

  private position(row: Row) {
    const value = (row[this.request.order.column] ?? null) as string | number | null
    return { value, id: row.id }
  }
}
