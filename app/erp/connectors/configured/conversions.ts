import { DateTime, IANAZone } from 'luxon'
import { moneyText, parseMoney } from '#shared/money/money'
import { currencyExponent } from '#shared/money/currency'
import MappingFault from '#erp/connectors/configured/mapping_fault'
import { dayReader, dayWriter, localInstantReader, localDay } from '#erp/connectors/configured/date_formats'

export type Convert = (value: unknown) => unknown
export interface Conversion {
  /** Fewest and most arguments. */
  takes: [number, number]
  /** Also asked when there is no value. */
  onNothing?: boolean
  make(args: string[]): Convert
}

const YES = ['1', 'true', 'yes', 'y', 's', 'si', 'sí', 'j', 'ja', 'da', 'o', 'oui', 'x']
const refuse = (value: unknown, what: string): never => {
  throw new MappingFault('', `${JSON.stringify(value)?.slice(0, 60)} is not ${what}`)
}
const plain = (make: Convert): Conversion => ({ takes: [0, 0], make: () => make })
const number = (value: unknown): number => {
  const found = typeof value === 'number' ? value : Number(String(value).trim() || Number.NaN)
  return Number.isFinite(found) ? found : refuse(value, 'a number')
}
const zone = (name: string) => (IANAZone.isValidZone(name) ? name : refuse(name, 'a time zone such as Europe/Madrid'))

const CLEAN = /^-?\d+(\.\d+)?$/
const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)$/

/** Decimal text with a point from a number or a text. */
export function decimal(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? writeNumber(value) : refuse(value, 'a decimal number')
  if (typeof value === 'string' && CLEAN.test(value)) return value
  const text = String(value).trim()
  if (!DECIMAL.test(text)) refuse(value, 'a decimal number')
  const clean = text.replace(/^\+/, '').replace(/\.$/, '')
  return clean.startsWith('.') ? `0${clean}` : clean.replace('-.', '-0.')
}

function writeNumber(value: number): string {
  const text = String(value)
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text
}

function decimalComma(value: unknown): string {
  if (typeof value === 'number') return decimal(value)
  const text = String(value).replaceAll(/[.\s']/g, '').replace(',', '.')
  if (CLEAN.test(text)) return text
  return DECIMAL.test(text) ? decimal(text) : refuse(value, 'a number with a decimal comma')
}

const SHORT_MONEY = /^-?\d{1,12}(\.\d{1,2})?$/

function minor(currency: string): Convert {
  const isTwo = currencyExponent(currency) === 2
  return (value) => {
    const text = typeof value === 'string' ? value : decimal(value)
    if (isTwo && SHORT_MONEY.test(text)) return Math.round(Number(text) * 100) || 0
    return parseMoney(decimal(text), currency)
  }
}

/** An instant in ISO 8601, or a refusal. */
function instant(value: unknown): DateTime {
  const at = DateTime.fromISO(String(value), { zone: 'utc' })
  return at.isValid ? at : refuse(value, 'an instant such as 2026-11-22T10:15:00Z')
}

const iso = (at: DateTime) => at.toUTC().toISO()!

/** Every conversion a rule may name after a bar, as documented in `docs/erp/mapping.md`. */
export const CONVERSIONS: Record<string, Conversion> = {
  text: plain((value) => (typeof value === 'object' ? refuse(value, 'a text') : String(value))),
  trim: plain((value) => String(value).trim()),
  upper: plain((value) => String(value).toUpperCase()),
  lower: plain((value) => String(value).toLowerCase()),
  digits: plain((value) => String(value).replace(/\D/g, '')),
  nothingIf: { takes: [0, 9], make: (args) => (value) => ((args.length ? args : ['']).includes(String(value).trim()) ? null : value) },
  default: { takes: [1, 1], onNothing: true, make: ([other]) => (value) => value ?? other },
  present: { takes: [0, 0], onNothing: true, make: () => (value) => value !== null && value !== undefined && value !== '' },
  prefix: { takes: [1, 1], make: ([text]) => (value) => text + String(value) },
  suffix: { takes: [1, 1], make: ([text]) => (value) => String(value) + text },
  pad: { takes: [1, 2], make: ([width, filler]) => (value) => String(value).padStart(number(width), filler || '0') },
  cut: { takes: [1, 1], make: ([length]) => (value) => [...String(value)].slice(0, number(length)).join('') },
  replace: { takes: [2, 2], make: ([from, to]) => (value) => String(value).replaceAll(from, to) },
  before: { takes: [1, 1], make: ([mark]) => (value) => String(value).split(mark)[0] },
  after: { takes: [1, 1], make: ([mark]) => (value) => String(value).split(mark).slice(1).join(mark) },
  split: { takes: [1, 1], make: ([mark]) => (value) => (Array.isArray(value) ? value : String(value).split(mark).map((part) => part.trim()).filter(Boolean)) },
  boolean: {
    takes: [0, 9],
    onNothing: true,
    make: (args) => {
      const yes = new Set((args.length ? args : YES).map((one) => one.toLowerCase()))
      const exact = new Set<unknown>([true, ...args])
      return (value) => exact.has(value) || yes.has(String(value ?? '').trim().toLowerCase())
    },
  },
  not: { takes: [0, 0], onNothing: true, make: () => (value) => !value },
  integer: plain((value) => (Number.isSafeInteger(number(value)) ? number(value) : refuse(value, 'a whole number'))),
  number: plain((value) => number(value)),
  decimal: plain(decimal),
  decimalComma: plain(decimalComma),
  comma: plain((value) => decimal(value).replace('.', ',')),
  negative: plain((value) => negated(decimal(value))),
  absolute: plain((value) => decimal(value).replace('-', '')),
  minor: { takes: [1, 1], make: ([currency]) => minor(currency) },
  major: { takes: [1, 1], make: ([currency]) => (value) => moneyText(number(value), currency) },
  day: { takes: [0, 1], make: ([format]) => dayReader(format ?? 'yyyy-MM-dd') },
  writeDay: { takes: [1, 1], make: ([format]) => dayWriter(format) },
  epochDay: { takes: [1, 1], make: ([name]) => localDay(zone(name), (value) => number(value) * 1000) },
  instantDay: { takes: [1, 1], make: ([name]) => localDay(zone(name), (value) => instant(value).toMillis()) },
  epoch: plain((value) => Math.floor(instant(value).toMillis() / 1000)),
  epochMs: plain((value) => instant(value).toMillis()),
  fromEpoch: plain((value) => iso(DateTime.fromMillis(number(value) * 1000))),
  fromEpochMs: plain((value) => iso(DateTime.fromMillis(number(value)))),
  stamp: { takes: [1, 2], make: ([format, name]) => (value) => instant(value).setZone(name ? zone(name) : 'utc').toFormat(format) },
  fromStamp: { takes: [1, 2], make: ([format, name]) => localInstantReader(format, name ? zone(name) : 'utc') },
}

function negated(text: string): string {
  if (/^-?0*\.?0*$/.test(text)) return text.replace('-', '')
  return text.startsWith('-') ? text.slice(1) : `-${text}`
}
