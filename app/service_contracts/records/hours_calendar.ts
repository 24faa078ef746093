import { IANAZone } from 'luxon'
import CoverageImpossible from '#service_contracts/errors/coverage_impossible'
import { holidaysOf, rangesOf, WEEKDAYS } from '#service_contracts/rules/coverage/written_hours'
import type { Field, RecordType, Values } from '#shared/records/record_type'

const days: Field[] = WEEKDAYS.map((name) => ({ name, kind: 'text', max: 120, listed: name === 'monday' || name === 'saturday', heading: 'coverage.week' }))

/** When work is covered: opening hours by weekday in one zone, and the days on which it is closed. */
export const HOURS_CALENDAR: RecordType = {
  name: 'hours_calendar',
  domain: 'service_contracts',
  table: 'hours_calendars',
  path: '/service-contracts/hours-calendars',
  icon: 'clock',
  title: ['name'],
  subtitle: 'code',
  defaultSort: 'name',
  isReferableByAll: true,
  actions: ['view', 'create', 'edit', 'delete'],
  fields: [
    { name: 'code', kind: 'text', max: 64, required: true, listed: true, filter: true, search: true, unique: true },
    { name: 'name', kind: 'text', max: 120, required: true, listed: true, filter: true, sort: true, search: true },
    { name: 'time_zone', kind: 'text', max: 64, required: true, initial: 'Europe/Madrid', listed: true },
    ...days,
    { name: 'holidays', kind: 'longtext', max: 4000, heading: 'coverage.week' },
  ],
  beforeSave: refuseUnreadable,
}

async function refuseUnreadable(values: Values): Promise<void> {
  if (values.time_zone && !IANAZone.isValidZone(String(values.time_zone))) throw new CoverageImpossible('time_zone', 'zone')
  for (const name of WEEKDAYS) {
    if (rangesOf(values[name] as string | null) === null) throw new CoverageImpossible(name, 'hours')
  }
  if (holidaysOf(values.holidays as string | null) === null) throw new CoverageImpossible('holidays', 'holidays')
}
