import fc from 'fast-check'
import { test } from '@japa/runner'
import { addDays, calendarDate } from '#shared/calendar/calendar_date'
import { isWithinHours, localMoment, type HoursCalendar } from '#service_contracts/rules/coverage/covered_hours'
import { serviceClocks, type ServiceHistory } from '#service_contracts/rules/service_clock'
import { workingTime } from '#service_contracts/rules/working_time'

const RUNS = { numRuns: 200 }
const HOUR = 3_600_000
const ZONES = ['Europe/Madrid', 'Europe/Bucharest', 'America/New_York', 'Asia/Kathmandu', 'Australia/Lord_Howe', 'UTC']

const hours = (half: number) => `${String(Math.floor(half / 2)).padStart(2, '0')}:${half % 2 ? '30' : '00'}`
/** One to three ranges from four in the morning on, so that no range begins or ends in an hour that comes twice or never. */
const ranges = fc.uniqueArray(fc.integer({ min: 8, max: 48 }), { minLength: 2, maxLength: 6 }).map((cuts) => {
  const sorted = cuts.slice(0, cuts.length - (cuts.length % 2)).sort((one, other) => one - other)
  return sorted.flatMap((cut, index) => (index % 2 === 0 ? [`${hours(cut)}-${hours(sorted[index + 1])}`] : []))
})
const closed = fc.constant<string[]>([])
const anyCalendar: fc.Arbitrary<HoursCalendar> = fc
  .record({ zone: fc.constantFrom(...ZONES), days: fc.tuple(ranges, ...Array.from({ length: 6 }, () => fc.oneof(ranges, closed))), holidays: fc.array(fc.integer({ min: 0, max: 364 }), { maxLength: 8 }) })
  .map(({ zone, days, holidays }) => ({
    id: '1',
    timeZone: zone,
    week: Object.fromEntries(days.map((day, index) => [String(index + 1), day])),
    holidays: holidays.map((day) => addDays(calendarDate('2026-01-01'), day)),
  }))
const anyInstant = fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2026, 11, 31) }).map((at) => Math.floor(at / 1000) * 1000)
const aWhile = fc.integer({ min: 0, max: 400 * 60 }).map((minutes) => minutes * 60_000)
const anyTarget = fc.integer({ min: 1, max: 3000 })

const iso = (at: number) => new Date(at).toISOString()
const level = (target: number) => ({ targets: { 1: { resolution: target }, 2: { resolution: target * 2 }, 3: {}, 4: {} }, pausedBy: ['customer' as const] })
const standing = (calendar: HoursCalendar, target: number, request: ServiceHistory, asOf: number) => serviceClocks(level(target), calendar, request, iso(asOf)).find(({ clock }) => clock === 'resolution')!
const plain = (received: number): ServiceHistory => ({ receivedAt: iso(received), moments: [{ at: iso(received), severity: 1, waiting: null }] })

test.group('The clocks of any request', () => {
  test('are due in opening hours', ({ assert }) => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyTarget, (calendar, received, target) => {
        const due = Date.parse(standing(calendar, target, plain(received), received).dueAt!)
        assert.isTrue(isWithinHours(calendar, localMoment(iso(due - 1), calendar.timeZone)))
        assert.equal(workingTime(calendar).between(received, due), target * 60_000)
      }),
      RUNS
    )
  })

  test('come later with a longer target, and count more as time passes', ({ assert }) => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyTarget, anyTarget, aWhile, (calendar, received, one, other, passed) => {
        const [short, long] = [Math.min(one, other), Math.max(one, other)]
        const [first, second] = [standing(calendar, short, plain(received), received), standing(calendar, long, plain(received), received)]
        assert.isTrue(first.dueAt! <= second.dueAt!)
        const [then, later] = [standing(calendar, short, plain(received), received + passed), standing(calendar, short, plain(received), received + passed * 2)]
        assert.isTrue(then.consumedMinutes <= later.consumedMinutes)
        assert.deepEqual([then.dueAt, later.dueAt], [first.dueAt, first.dueAt], 'what is due does not depend on when one looks')
      }),
      RUNS
    )
  })

  test('do not change when the severity changes and comes back', ({ assert }) => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyTarget, aWhile, aWhile, aWhile, (calendar, received, target, first, second, third) => {
        const [away, back] = [received + first, received + first + second]
        const request = plain(received)
        const moments = [...request.moments, { at: iso(away), severity: 2 as const, waiting: null }, { at: iso(back), severity: 1 as const, waiting: null }]
        const asOf = back + third
        assert.deepEqual(standing(calendar, target, { ...request, moments }, asOf), standing(calendar, target, request, asOf))
      }),
      RUNS
    )
  })

  test('are moved by a pause by exactly the opening hours that it lasted', ({ assert }) => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, anyTarget, aWhile, aWhile, (calendar, received, target, first, lasted) => {
        const time = workingTime(calendar)
        const [stops, goesOn] = [received + first, received + first + lasted]
        const request = plain(received)
        const moments = [...request.moments, { at: iso(stops), severity: 1 as const, waiting: 'customer' as const }, { at: iso(goesOn), severity: 1 as const, waiting: null }]
        const without = Date.parse(standing(calendar, target, request, goesOn).dueAt!)
        const paused = standing(calendar, target, { ...request, moments }, goesOn)
        const moved = without <= stops ? 0 : time.between(stops, goesOn)
        assert.equal(time.between(without, Date.parse(paused.dueAt!)), moved)
        assert.equal(paused.consumedMinutes, Math.floor(time.between(received, stops) / 60_000))
      }),
      RUNS
    )
  })

  test('agree with adding up opening hours one by one', ({ assert }) => {
    fc.assert(
      fc.property(anyCalendar, anyInstant, fc.integer({ min: 0, max: 60 }), (calendar, received, length) => {
        const from = Math.floor(received / HOUR) * HOUR
        const quarters = Array.from({ length: length * 4 }, (_, index) => from + (index * HOUR) / 4)
        const open = quarters.filter((at) => isWithinHours(calendar, localMoment(iso(at), calendar.timeZone))).length
        assert.equal(workingTime(calendar).between(from, from + length * HOUR), (open * HOUR) / 4)
      }),
      { numRuns: 100 }
    )
  })
})
