import { isCalendarDate } from '#shared/calendar/calendar_date'

const DECIMAL = /^-?\d{1,18}(\.\d{1,12})?$/
const CURRENCY = /^[A-Z]{3}$/

/** A sentence about the first fact that cannot be kept, or null when all can. */
export type Fault = string | null

/** The first fault of several checks. */
export function firstFault(...faults: Fault[]): Fault {
  return faults.find((fault) => fault !== null) ?? null
}

/** Text of at most `length` characters; empty text and null are refused unless `isOptional`. */
export function textFault(name: string, text: unknown, length: number, isOptional = false): Fault {
  if (text === null || text === '') return isOptional ? null : `${name} is empty`
  if (typeof text !== 'string') return `${name} is not text`

  return text.length > length ? `${name} is longer than ${length} characters` : null
}

/** A decimal of at most 18 digits before and 12 after the point, written without exponent. */
export function decimalFault(name: string, text: unknown): Fault {
  return typeof text === 'string' && DECIMAL.test(text) ? null : `${name} is not a decimal number: ${short(text)}`
}

/** An existing day written YYYY-MM-DD. */
export function dateFault(name: string, text: unknown): Fault {
  return isCalendarDate(text) ? null : `${name} is not a date: ${short(text)}`
}

/** An existing day, or nothing. */
export function optionalDateFault(name: string, text: unknown): Fault {
  return text === null ? null : dateFault(name, text)
}

/** An instant written as ISO 8601 with its zone. */
export function instantFault(name: string, text: unknown): Fault {
  const isInstant = typeof text === 'string' && /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))

  return isInstant ? null : `${name} is not an instant: ${short(text)}`
}

/** A whole number from zero to `most`. */
export function wholeFault(name: string, value: unknown, most: number): Fault {
  const isWhole = Number.isInteger(value) && (value as number) >= 0 && (value as number) <= most

  return isWhole ? null : `${name} is not a whole number from 0 to ${most}: ${short(value)}`
}

/** Three capital letters. */
export function currencyFault(name: string, text: unknown): Fault {
  return typeof text === 'string' && CURRENCY.test(text) ? null : `${name} is not a currency: ${short(text)}`
}

/** Whole minor units that a number can hold exactly. */
export function centsFault(name: string, cents: unknown): Fault {
  return Number.isSafeInteger(cents) ? null : `${name} is not a whole number of minor units: ${short(cents)}`
}

/** One of the words agreed with the connector. */
export function wordFault(name: string, word: unknown, words: readonly string[]): Fault {
  return words.includes(word as string) ? null : `${name} is not one of ${words.join(', ')}: ${short(word)}`
}

/** Parts of a record, such as lines: each with an identifier of its own, and each sound in itself. */
export function partsFault<T extends { id: string }>(name: string, parts: T[], fault: (part: T) => Fault): Fault {
  if (!Array.isArray(parts)) return `${name} are missing`
  const seen = new Set<string>()

  for (const part of parts) {
    const found = textFault(`${name} id`, part.id, 64) ?? (seen.has(part.id) ? `${name} repeat the id ${part.id}` : fault(part))
    if (found) return found
    seen.add(part.id)
  }

  return null
}

function short(value: unknown): string {
  return String(JSON.stringify(value) ?? value).slice(0, 60)
}
