import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import type { Comparison, Condition } from '#shared/conditions/condition'

type Query = DatabaseQueryBuilderContract

const LIKE = "?? like ? escape '!'"
const SIGNS = { equal: '=', less: '<', atMost: '<=', more: '>', atLeast: '>=' } as const

/**
 * Adds a condition to a query. Column names come only from `columns`, so a condition from
 * outside cannot name another column.
 *
 * @throws {RangeError} when the condition names a field that is not in `columns`
 */
export function applyCondition(query: Query, condition: Condition, columns: ReadonlyMap<string, string>): void {
  if ('all' in condition) {
    for (const part of condition.all) query.where((inner) => applyCondition(inner as Query, part, columns))
  } else if ('any' in condition) {
    query.where((outer) => {
      for (const part of condition.any) outer.orWhere((inner) => applyCondition(inner as Query, part, columns))
    })
  } else if ('not' in condition) {
    query.whereNot((inner) => applyCondition(inner as Query, condition.not, columns))
  } else {
    applyComparison(query, condition, columnOf(condition.field, columns))
  }
}

function columnOf(field: string, columns: ReadonlyMap<string, string>): string {
  const column = columns.get(field)
  if (!column) throw new RangeError(`There is no field ${field} to ask about`)
  return column
}

function applyComparison(query: Query, { is, value }: Comparison, column: string): void {
  switch (is) {
    case 'empty':
      query.where((inner) => void inner.whereNull(column).orWhere(column, ''))
      break
    case 'filled':
      query.whereNotNull(column).whereNot(column, '')
      break
    case 'in':
      query.whereIn(column, value as (string | number)[])
      break
    case 'unequal':
      query.where((inner) => void inner.whereNull(column).orWhereNot(column, value as string))
      break
    case 'begins':
      query.whereRaw(LIKE, [column, `${escaped(value)}%`])
      break
    case 'contains':
      query.whereRaw(LIKE, [column, `%${escaped(value)}%`])
      break
    default:
      query.where(column, SIGNS[is], value as string)
  }
}

/** The wildcards of LIKE as they are typed mean themselves. */
function escaped(value: unknown): string {
  return String(value).replace(/[!%_]/g, (sign) => `!${sign}`)
}
