import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { Cursor, SortOrder } from '#shared/records/rules/keyset'

type Query = DatabaseQueryBuilderContract
type Narrowing = (query: Query) => void

/** Sorts by (column, id), the same way on both databases: empty values come first upwards and last downwards. */
export function sortBy(query: Query, { column, descending }: SortOrder): void {
  const direction = descending ? 'desc' : 'asc'
  if (column !== 'id') query.orderBy(column, direction)
  query.orderBy('id', direction)
}

/**
 * The rows beyond a cursor, at most `limit`, in the order of (column, id). Rows that share the
 * cursor's value are one range of the index, the rows after it another; they are read in turn,
 * because a database that is asked for both at once reads the whole list.
 */
export async function rowsBeyond<Row>(
  asked: () => Query,
  order: SortOrder,
  cursor: Cursor | null,
  limit: number
): Promise<Row[]> {
  const onwards = { ...order, descending: order.descending !== (cursor?.towards === 'before') }
  const rows: Row[] = []

  for (const narrow of cursor ? rangesBeyond(onwards, cursor) : [() => {}]) {
    if (rows.length >= limit) break
    const query = asked()
    narrow(query)
    sortBy(query, onwards)
    rows.push(...((await query.limit(limit - rows.length)) as Row[]))
  }
  return rows
}

function rangesBeyond({ column, descending }: SortOrder, { value, id }: Cursor): Narrowing[] {
  const beyond = descending ? '<' : '>'
  if (column === 'id') return [(query) => void query.where('id', beyond, id)]

  if (value === null) {
    const tied: Narrowing = (query) => void query.whereNull(column).where('id', beyond, id)
    return descending ? [tied] : [tied, (query) => void query.whereNotNull(column)]
  }
  const tied: Narrowing = (query) => void query.where(column, value).where('id', beyond, id)
  const further: Narrowing = (query) => void query.where(column, beyond, value)
  return descending ? [tied, further, (query) => void query.whereNull(column)] : [tied, further]
}
