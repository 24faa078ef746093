import { DateTime } from 'luxon'
import { isCalendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import MappingFault from '#erp/connectors/configured/mapping_fault'

const PARTS: Record<string, string> = { yyyy: '(\\d{4})', MM: '(\\d{1,2})', dd: '(\\d{1,2})' }

/** Reads days written in a format of `yyyy`, `MM` and `dd`, such as `dd/MM/yyyy`; a time behind it is ignored. */
export function dayReader(format: string): (value: unknown) => CalendarDate {
  if (!['yyyy', 'MM', 'dd'].every((part) => format.split(part).length === 2)) {
    throw new MappingFault('', `"${format}" is not a day format: it needs yyyy, MM and dd once each`)
  }
  const pattern = new RegExp(
    `^\\s*${format.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/yyyy|MM|dd/g, (part) => PARTS[part])}(?:[T\\s].*)?$`
  )

  const order = ['yyyy', 'MM', 'dd'].toSorted((one, other) => format.indexOf(one) - format.indexOf(other))
  const [year, month, day] = ['yyyy', 'MM', 'dd'].map((part) => order.indexOf(part) + 1)
  const two = (digits: string) => (digits.length === 1 ? `0${digits}` : digits)

  return (value) => {
    const found = pattern.exec(typeof value === 'string' ? value : String(value))
    const text = found ? `${found[year]}-${two(found[month])}-${two(found[day])}` : ''
    if (!isCalendarDate(text)) throw new MappingFault('', `${JSON.stringify(value)} is not a day written ${format}`)
    return text
  }
}

/** Writes a day in such a format. */
export function dayWriter(format: string): (value: unknown) => string {
  return (value) => {
    if (!isCalendarDate(value)) throw new MappingFault('', `${JSON.stringify(value)} is not a day`)
    const [year, month, day] = value.split('-')
    return format.replace('yyyy', year).replace('MM', month).replace('dd', day)
  }
}

/** The calendar day it is in a zone at an instant. */
export function localDay(zone: string, millis: (value: unknown) => number): (value: unknown) => CalendarDate {
  const known = new Map<number, CalendarDate>()
  return (value) => {
    const at = millis(value)
    let day = known.get(at)
    if (day === undefined) {
      if (known.size > 10_000) known.clear()
      day = DateTime.fromMillis(at, { zone }).toISODate() as CalendarDate
      known.set(at, day)
    }
    return day
  }
}

/** The instant, in UTC, of a local time written in a luxon format. */
export function localInstantReader(format: string, zone: string): (value: unknown) => string {
  return (value) => {
    const at = DateTime.fromFormat(String(value), format, { zone })
    if (!at.isValid) throw new MappingFault('', `${JSON.stringify(value)} is not a time written ${format}`)
    return at.toUTC().toISO()!
  }
}
