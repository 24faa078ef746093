import { isCalendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import { namedField, onlyFields, textsField } from '#service_contracts/rules/coverage/case_fields'
import { hoursRange } from '#service_contracts/rules/coverage/covered_hours'
import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import { NotASpecification, pathOf, type Fields } from '#shared/specification/fields'

const WEEKDAYS = ['1', '2', '3', '4', '5', '6', '7']

/** Reads opening ranges by weekday, 1 for Monday to 7. @throws {NotASpecification} */
export function rangesFrom(fields: Fields, name: string): Record<string, string[]> {
  const week = namedField(fields, name)
  onlyFields(week, WEEKDAYS)
  return Object.fromEntries(WEEKDAYS.map((day) => [day, textsField(week, day).map((range, index) => checked(range, `${pathOf(week, day)}[${index}]`))]))
}

/** Reads a list of days. @throws {NotASpecification} */
export function daysFrom(fields: Fields, name: string): CalendarDate[] {
  return textsField(fields, name).map((day, index) => {
    if (!isCalendarDate(day)) throw new NotASpecification(`${pathOf(fields, name)}[${index}]`, 'must be a day such as 2026-12-25')
    return day
  })
}

/** Refuses rules that name hours which are not in the case. @throws {NotASpecification} */
export function refuseUnknownCalendars({ contracts, calendars }: CoverageCase, path: string): void {
  const known = new Set(calendars.map(({ id }) => id))
  contracts.forEach((contract, at) =>
    contract.rules.forEach((rule, ruleAt) =>
      rule.categories.forEach(({ hours }, categoryAt) => {
        if (hours === null || known.has(hours)) return
        throw new NotASpecification(`${path}[${at}].rules[${ruleAt}].categories[${categoryAt}].hours`, `must name one of the calendars, not "${hours}"`)
      })
    )
  )
}

function checked(range: string, path: string): string {
  try {
    hoursRange(range)
  } catch {
    throw new NotASpecification(path, 'must be a range of hours such as 08:00-12:00')
  }
  return range
}
