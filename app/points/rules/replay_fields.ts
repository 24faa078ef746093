import { isCalendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import { parseDecimal } from '#shared/money/decimal'
import { booleanField, choiceField, figureField, has, integerField, NotASpecification, optional, pathOf, type Fields } from '#shared/specification/fields'
import { parsePoints, type Points } from '#points/rules/points'

/** Ten thousand million points: thousands of them still add up exactly. */
const MOST_POINTS: Points = 1_000_000_000_000

/** Refuses a field nobody reads, which is a slip of the keyboard. @throws {NotASpecification} */
export function onlyFields(fields: Fields, names: readonly string[]): void {
  const stranger = Object.keys(fields.values).find((name) => !names.includes(name))
  if (stranger !== undefined) throw new NotASpecification(pathOf(fields, stranger), `is not known here; known are ${names.join(', ')}`)
}

/** Reads a day. @throws {NotASpecification} */
export function dayField(fields: Fields, name: string): CalendarDate {
  const value = fields.values[name]
  if (!isCalendarDate(value)) throw new NotASpecification(pathOf(fields, name), 'must be a day that exists, written YYYY-MM-DD')
  return value
}

/** Reads a day or null. @throws {NotASpecification} */
export function dayOrNull(fields: Fields, name: string): CalendarDate | null {
  return has(fields, name) ? dayField(fields, name) : null
}

/** Reads points of either sign, as text or number. @throws {NotASpecification} */
export function signedPointsField(fields: Fields, name: string): Points {
  const text = figureField(fields, name)
  const wrong = new NotASpecification(pathOf(fields, name), 'must be points such as 12.5: two decimals and ten digits before them at most')
  try {
    const points = parsePoints(text)
    if (Math.abs(points) > MOST_POINTS) throw wrong
    return points
  } catch {
    throw wrong
  }
}

/** Reads points that are zero or more. @throws {NotASpecification} */
export function pointsField(fields: Fields, name: string): Points {
  const points = signedPointsField(fields, name)
  if (points < 0) throw new NotASpecification(pathOf(fields, name), 'must not be below zero')
  return points
}

/** Reads a decimal number that is not below zero, or above it. @throws {NotASpecification} */
export function decimalField(fields: Fields, name: string, least: 'zero' | 'above' = 'zero'): string {
  const text = figureField(fields, name)
  let unscaled: bigint
  try {
    unscaled = parseDecimal(text).unscaled
  } catch {
    throw new NotASpecification(pathOf(fields, name), 'must be a number such as 1.25')
  }
  if (unscaled < 0n || (least === 'above' && unscaled === 0n)) {
    throw new NotASpecification(pathOf(fields, name), least === 'above' ? 'must be above zero' : 'must not be below zero')
  }
  return text
}

/** Reads a decimal number or null. @throws {NotASpecification} */
export function decimalOrNull(fields: Fields, name: string, least: 'zero' | 'above' = 'zero'): string | null {
  return has(fields, name) ? decimalField(fields, name, least) : null
}

/** Reads a text that says something. @throws {NotASpecification} */
export function nameField(fields: Fields, name: string): string {
  const value = fields.values[name]
  if (typeof value !== 'string' || value.trim() === '') throw new NotASpecification(pathOf(fields, name), 'must be text that is not empty')
  return value
}

/** Reads such a text or null. @throws {NotASpecification} */
export function nameOrNull(fields: Fields, name: string): string | null {
  return has(fields, name) ? nameField(fields, name) : null
}

/** Reads a whole number, or what stands for it. @throws {NotASpecification} */
export function wholeField(fields: Fields, name: string, min: number, max: number, otherwise: number): number {
  return optional(fields, name, () => integerField(fields, name, min, max)) ?? otherwise
}

/** Reads one of some words, or what stands for it. @throws {NotASpecification} */
export function choiceOr<Choice extends string>(fields: Fields, name: string, choices: readonly Choice[], otherwise: Choice): Choice {
  return optional(fields, name, () => choiceField(fields, name, choices)) ?? otherwise
}

/** Reads true or false, or what stands for it. @throws {NotASpecification} */
export function booleanOr(fields: Fields, name: string, otherwise: boolean): boolean {
  return has(fields, name) ? booleanField(fields, name) : otherwise
}
