import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { Cursor, SortOrder } from '#shared/records/rules/keyset'

type Query = DatabaseQueryBuilderContract

/**
 * Sorts by (column, id) and skips to the cursor. Empty values come first upwards and last
 * downwards, as both databases sort them. The bound on the column alone comes first, so
 * that an index on (column, id) is entered at the right place however long the list is.
 */
export function applyKeyset(query: Query, order: SortOrder, cursor: Cursor | null, nullable = true): void {
  const descending = order.descending !== (cursor?.towards === 'before')
  const direction = descending ? 'desc' : 'asc'

  if (cursor) skipTo(query, order.column, cursor, descending, nullable)
  if (order.column !== 'id') query.orderBy(order.column, direction)
  query.orderBy('id', direction)
}

function skipTo(query: Query, column: string, { value, id }: Cursor, descending: boolean, nullable: boolean): void {
  const beyond = descending ? '<' : '>'
  if (column === 'id') {
    query.where('id', beyond, id)
  } else if (value === null) {
    query.where((outer) => {
      outer.where((tie) => void tie.whereNull(column).where('id', beyond, id))
      if (!descending) outer.orWhereNotNull(column)
    })
  } else {
    query.where((outer) => {
      outer.where((bound) => {
        bound.where(column, descending ? '<=' : '>=', value)
        bound.where((tie) => void tie.where(column, beyond, value).orWhere('id', beyond, id))
      })
      if (descending && nullable) outer.orWhereNull(column)
    })
  }
}
