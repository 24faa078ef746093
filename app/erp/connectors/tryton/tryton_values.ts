import type { CalendarDate } from '#shared/calendar/calendar_date'

export type TrytonDecimal = { __class__: 'Decimal'; decimal: string }
export type TrytonDate = { __class__: 'date'; year: number; month: number; day: number }
export type TrytonDateTime = {
  __class__: 'datetime'
  year: number
  month: number
  day: number
  hour: number
  minute: number
  second: number
  microsecond: number
}

/** An amount or price for Tryton; a JavaScript number would arrive as a float and be refused. */
export function toTrytonDecimal(text: string): TrytonDecimal {
  return { __class__: 'Decimal', decimal: text }
}

/**
 * The text of Tryton's decimal without an exponent, which Python writes for small zeros: `0E-8`.
 *
 * @throws {TypeError} when the value is not Tryton's decimal
 */
export function decimalText(value: unknown): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?(?:E([+-]\d{1,2}))?$/.exec(String((value as TrytonDecimal | null)?.decimal))
  if (!match) throw new TypeError(`${JSON.stringify(value)} is not a decimal`)
  const [, sign, whole, fraction = '', exponent = '0'] = match
  const scale = fraction.length - Number(exponent)
  const digits = (whole + fraction + '0'.repeat(Math.max(0, -scale))).padStart(scale + 1, '0')

  return scale <= 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`
}

/**
 * A quantity, which Tryton keeps as a float, as decimal text of at most eight decimals.
 *
 * @throws {TypeError} when the value is not a finite number
 */
export function quantityText(value: unknown): string {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new TypeError(`${JSON.stringify(value)} is not a quantity`)
  }
  return value.toFixed(8).replace(/\.?0+$/, '')
}

export function toTrytonDate(day: CalendarDate): TrytonDate {
  const [year, month, date] = day.split('-').map(Number)
  return { __class__: 'date', year, month, day: date }
}

/** @throws {TypeError} when the value is neither null nor Tryton's date */
export function calendarDay(value: unknown): CalendarDate | null {
  if (value === null || value === undefined) return null
  const { year, month, day } = value as TrytonDate
  if (![year, month, day].every(Number.isInteger)) throw new TypeError(`${JSON.stringify(value)} is not a date`)

  return `${pad(year, 4)}-${pad(month)}-${pad(day)}` as CalendarDate
}

/** An ISO instant as the naive UTC moment Tryton stamps its rows with. */
export function toTrytonDateTime(instant: string): TrytonDateTime {
  const at = new Date(instant)
  return {
    __class__: 'datetime',
    year: at.getUTCFullYear(),
    month: at.getUTCMonth() + 1,
    day: at.getUTCDate(),
    hour: at.getUTCHours(),
    minute: at.getUTCMinutes(),
    second: at.getUTCSeconds(),
    microsecond: at.getUTCMilliseconds() * 1000,
  }
}

/** Tryton's naive UTC moment as an ISO instant, to the microsecond, or null. */
export function instantText(value: unknown): string | null {
  if (value === null || value === undefined) return null
  const { year, month, day, hour, minute, second, microsecond } = value as TrytonDateTime
  return `${pad(year, 4)}-${pad(month)}-${pad(day)}T${pad(hour)}:${pad(minute)}:${pad(second)}.${pad(microsecond ?? 0, 6)}Z`
}

/** The record a Reference such as `sale.line,3` points at, when it is one of `model`. */
export function referredId(value: unknown, model: string): string | null {
  if (typeof value !== 'string' || !value.startsWith(`${model},`)) return null
  const id = value.slice(model.length + 1)
  return Number(id) > 0 ? id : null
}

function pad(value: number, width = 2): string {
  return String(value).padStart(width, '0')
}
