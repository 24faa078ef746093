import { isCalendarDate } from '#shared/calendar/calendar_date'
import { plainName } from '#shared/records/imports/rules/import_mapping'
import type { Field } from '#shared/records/record_type'

/** Why a cell cannot be read: the key of a sentence and what fills it. */
export interface Problem {
  key: string
  values: Record<string, string | number>
}

export type Reading = { value: unknown } | { problem: Problem }

export interface Spelling {
  decimalSign: ',' | '.'
  dayOrder: 'dmy' | 'mdy'
}

/** Characters of a cell that are kept; no field holds more. */
export const LONGEST_CELL = 50_000

/**
 * A cell as the form of the record would hold it: decimals with a point, days as
 * YYYY-MM-DD, choices by their value. References stay text. An empty cell is null.
 *
 * @param words for a choice or a boolean, its values by every plain name they go by
 */
export function readCell(cell: string, field: Field, spelling: Spelling, words: ReadonlyMap<string, unknown>): Reading {
  const text = cell.trim()
  if (text === '') return { value: null }
  if (cell.length > LONGEST_CELL) return { problem: { key: 'imports.problems.long', values: { longest: LONGEST_CELL } } }

  switch (field.kind) {
    case 'decimal':
    case 'money':
      return orProblem(decimalOf(text, spelling.decimalSign), 'imports.problems.amount', text)
    case 'whole': {
      const decimal = decimalOf(text, spelling.decimalSign)
      return orProblem(decimal && /^-?\d{1,15}(\.0+)?$/.test(decimal) ? Number(decimal) : null, 'imports.problems.whole', text)
    }
    case 'date':
      return orProblem(dayOf(text, spelling.dayOrder), 'imports.problems.day', text)
    case 'boolean':
    case 'choice':
      return orProblem(words.get(plainName(text)) ?? null, 'imports.problems.choice', text)
    default:
      return { value: text }
  }
}

function orProblem(value: unknown, key: string, text: string): Reading {
  return value === null ? { problem: { key, values: { text: text.slice(0, 60) } } } : { value }
}

/**
 * Decimal text from an amount as people write it: `1.234,56 €`, `(12)`, `1 234.5`. The
 * last of two different signs separates the fraction; a single sign does so where it is
 * `decimalSign` or what stands around it is no group of thousands.
 */
export function decimalOf(text: string, decimalSign: ',' | '.'): string | null {
  const bracketed = /^\((.+)\)$/.exec(text)
  const bare = (bracketed?.[1] ?? text).replace(/^[A-Z]{3}\b|\b[A-Z]{3}$|[\p{Sc}\s'’]/gu, '').replace('−', '-')
  const sign = bracketed || bare.startsWith('-') ? '-' : ''
  const digits = bare.replace(/^[+-]/, '')
  if (!/^\d[\d.,]*$/.test(digits)) return null

  const point = fractionSign(digits, decimalSign)
  const [whole, fraction = '', more] = point ? digits.split(point) : [digits]
  if (more !== undefined) return null
  const groups = whole.split(/[.,]/)
  const isGrouped = groups.length === 1 || (groups[0].length <= 3 && groups.slice(1).every((group) => group.length === 3))
  if (!isGrouped || /[.,]/.test(fraction)) return null

  return `${sign}${groups.join('')}${fraction ? `.${fraction}` : ''}`
}

function fractionSign(digits: string, decimalSign: ',' | '.'): string | null {
  const [points, commas] = [digits.split('.').length - 1, digits.split(',').length - 1]
  if (points > 0 && commas > 0) return digits.lastIndexOf('.') > digits.lastIndexOf(',') ? '.' : ','
  const only = points > 0 ? '.' : commas > 0 ? ',' : null
  if (only === null || points + commas > 1) return null
  const isGroup = /^\d{1,3}[.,]\d{3}$/.test(digits) && !digits.startsWith('0')
  return only === decimalSign || !isGroup ? only : null
}

/** `YYYY-MM-DD` from a day as people and spreadsheets write it, or null when it does not exist. */
export function dayOf(text: string, order: 'dmy' | 'mdy'): string | null {
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ][\d:.Z+-]*)?$/.exec(text)
  const local = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})$/.exec(text)
  const compact = /^(\d{4})(\d{2})(\d{2})$/.exec(text)
  const [year, month, day] = iso?.slice(1) ?? compact?.slice(1) ?? (local ? byOrder(local.slice(1), order) : [])
  if (!year) return null

  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCalendarDate(date) ? date : null
}

function byOrder([first, second, year]: string[], order: 'dmy' | 'mdy'): string[] {
  const whole = year.length === 2 ? `${Number(year) < 70 ? '20' : '19'}${year}` : year
  return order === 'dmy' ? [whole, second, first] : [whole, first, second]
}
