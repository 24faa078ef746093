/** A question about one record, as a tree that can be stored, shown in words and compiled to SQL. */
export type Condition = { all: Condition[] } | { any: Condition[] } | { not: Condition } | Comparison

export interface Comparison {
  field: string
  is: Operator
  /** Absent for `empty` and `filled`. */
  value?: string | number | boolean | (string | number)[]
}

export const OPERATORS = ['equal', 'unequal', 'less', 'atMost', 'more', 'atLeast', 'in', 'begins', 'contains', 'empty', 'filled'] as const
export type Operator = (typeof OPERATORS)[number]

type Facts = Record<string, unknown>

/** Whether a record at hand fulfils the condition; text is compared without regard to case. */
export function holds(condition: Condition, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, facts))
  if ('any' in condition) return condition.any.some((part) => holds(part, facts))
  if ('not' in condition) return !holds(condition.not, facts)
  return compare(condition, facts[condition.field])
}

function compare({ is, value }: Comparison, fact: unknown): boolean {
  const filled = fact !== null && fact !== undefined && fact !== ''
  if (is === 'empty') return !filled
  if (is === 'filled') return filled
  if (!filled) return is === 'unequal'

  const [left, right] = [folded(fact), Array.isArray(value) ? value.map(folded) : folded(value)]
  if (Array.isArray(right)) return is === 'in' && right.includes(left)
  switch (is) {
    case 'equal':
      return left === right
    case 'unequal':
      return left !== right
    case 'less':
      return left < right
    case 'atMost':
      return left <= right
    case 'more':
      return left > right
    case 'atLeast':
      return left >= right
    case 'begins':
      return String(left).startsWith(String(right))
    case 'contains':
      return String(left).includes(String(right))
    default:
      return false
  }
}

function folded(value: unknown): string | number {
  if (typeof value === 'number') return value
  if (typeof value === 'boolean') return Number(value)
  return String(value).toLowerCase()
}
