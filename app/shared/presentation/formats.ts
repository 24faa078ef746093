import { DateTime } from 'luxon'

/** How a person reads figures and times: a language tag of Intl and an IANA time zone. */
export interface Reader {
  locale: string
  timeZone: string
}

export type Instant = DateTime | Date | string | null | undefined

const SPELLINGS: Record<string, string> = { en: 'en-GB', es: 'es-ES', ro: 'ro-RO' }
const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['second', 60],
  ['minute', 60],
  ['hour', 24],
  ['day', 30],
  ['month', 12],
  ['year', Number.POSITIVE_INFINITY],
]

/**
 * The functions pages print figures and times with, in one reader's language and time zone.
 * Every one of them prints nothing for a value that is absent.
 */
export function formatsFor({ locale, timeZone }: Reader) {
  const tag = SPELLINGS[locale] ?? locale
  const dates = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeZone: 'UTC' })
  const months = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const instants = new Intl.DateTimeFormat(tag, { dateStyle: 'medium', timeStyle: 'short', timeZone })
  const numbers = new Intl.NumberFormat(tag, { useGrouping: 'always', maximumFractionDigits: 20 })

  const percents = new Intl.NumberFormat(tag, { maximumFractionDigits: 2 })

  const day = (date?: string | null) => (date ? dates.format(new Date(`${date}T00:00:00Z`)) : '')

  return {
    day,
    lastDay: (end?: string | null) => (end ? day(dayBefore(end)) : ''),
    /** `2026-07` reads July 2026. */
    monthName: (month?: string | null) => (month ? months.format(new Date(`${month}-01T00:00:00Z`)) : ''),
    instant: (at: Instant) => (at ? instants.format(toDate(at)) : ''),
    ago: (at: Instant) => (at ? ago(tag, toDate(at)) : ''),
    number: (value?: number | null) => (value === null || value === undefined ? '' : numbers.format(value)),
    decimal: (text?: string | null) => (text ? numbers.format(text as Intl.StringNumericLiteral) : ''),
    price: (text?: string | null, currency?: string | null) => (text ? price(tag, text, currency ?? null) : ''),
    percent: (text?: string | null) => (text ? percents.format(Number(text)) : ''),
    money: (minorUnits: number | bigint | null | undefined, currency: string) =>
      minorUnits === null || minorUnits === undefined ? '' : money(tag, minorUnits, currency),
  }
}

/** A unit price, with at least the decimals of its currency, or two: 95 reads 95.00, 0.1234 stays. */
function price(tag: string, text: string, currency: string | null): string {
  const decimals = currency ? (new Intl.NumberFormat(tag, { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2) : 2
  const format = new Intl.NumberFormat(tag, { useGrouping: 'always', minimumFractionDigits: decimals, maximumFractionDigits: 20 })
  return format.format(text as Intl.StringNumericLiteral)
}

/** Minor units in a currency, exact at any size: 1248020 EUR reads 12.480,20 € in Spanish. */
function money(tag: string, minorUnits: number | bigint, currency: string): string {
  const format = new Intl.NumberFormat(tag, { style: 'currency', currency, useGrouping: 'always' })
  const decimals = format.resolvedOptions().maximumFractionDigits ?? 2
  const text = String(minorUnits)
  const sign = text.startsWith('-') ? '-' : ''
  const digits = text.replace('-', '').padStart(decimals + 1, '0')
  const exact = decimals ? `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}` : `${sign}${digits}`

  return format.format(exact as Intl.StringNumericLiteral)
}

function ago(tag: string, at: Date): string {
  const words = new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' })
  let distance = (at.getTime() - Date.now()) / 1000
  for (const [unit, size] of STEPS) {
    if (Math.abs(distance) < size) return words.format(Math.trunc(distance), unit)
    distance /= size
  }
  return ''
}

function dayBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)
}

function toDate(at: DateTime | Date | string): Date {
  if (at instanceof Date) return at
  if (typeof at !== 'string') return at.toJSDate()
  return DateTime.fromISO(at.replace(' ', 'T'), { zone: 'utc' }).toJSDate()
}
