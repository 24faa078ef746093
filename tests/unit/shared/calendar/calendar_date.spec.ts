import fc from 'fast-check'
import { test } from '@japa/runner'
import {
  addDays,
  addMonthsAnchored,
  calendarDate,
  dateOfDay,
  dayNumberOf,
  daysBetween,
  earliest,
  endOfMonth,
  isCalendarDate,
  latest,
  startOfMonth,
  weekdayOf,
} from '#shared/calendar/calendar_date'
import { contains, intersection, lengthInDays, overlaps, period } from '#shared/calendar/period'

const anyDate = fc
  .date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
  .map((date) => calendarDate(date.toISOString().slice(0, 10)))
const day = calendarDate

test.group('Calendar dates', () => {
  test('are days that exist', ({ assert }) => {
    assert.isTrue(isCalendarDate('2024-02-29'))
    for (const wrong of ['2023-02-29', '1900-02-29', '2023-13-01', '2023-00-10', '2023-1-1', '0000-01-01', '10000-01-01', ' 2023-01-01', '', 5, null]) {
      assert.isFalse(isCalendarDate(wrong), String(wrong))
    }
    assert.throws(() => calendarDate('2026-02-30'), '"2026-02-30" is not a calendar date')
  })

  test('agree with the calendar of the machine', ({ assert }) => {
    fc.assert(
      fc.property(anyDate, fc.integer({ min: -4_000, max: 4_000 }), (date, days) => {
        const expected = new Date(Date.parse(date) + days * 86_400_000).toISOString()
        if (/^\d{4}-/.test(expected) && expected >= '0001') assert.equal(addDays(date, days), expected.slice(0, 10))
        assert.equal(dayNumberOf(date) * 86_400_000, Date.parse(date))
        assert.equal(weekdayOf(date) % 7, new Date(date).getUTCDay())
        assert.equal(dateOfDay(dayNumberOf(date)), date)
      })
    )
  })

  test('move by months from the anchor and return to its day', ({ assert }) => {
    const anchor = day('2024-01-31')
    assert.deepEqual([1, 2, 3, 13, -2].map((months) => addMonthsAnchored(anchor, months)), ['2024-02-29', '2024-03-31', '2024-04-30', '2025-02-28', '2023-11-30'])
    assert.equal(addMonthsAnchored(day('2024-02-29'), 12), '2025-02-28')
    assert.equal(addMonthsAnchored(day('2024-02-10'), 1, 31), '2024-03-31')
    assert.equal(endOfMonth(day('2026-02-10')), '2026-02-28')
    assert.equal(startOfMonth(day('2026-02-10')), '2026-02-01')
  })

  test('stay in the years 0001 to 9999', ({ assert }) => {
    assert.throws(() => addDays(day('9999-12-31'), 1), 'A calendar date lies in the years 0001 to 9999')
    assert.throws(() => addDays(day('0001-01-01'), -1), 'A calendar date lies in the years 0001 to 9999')
  })

  test('are counted and compared', ({ assert }) => {
    assert.equal(daysBetween(day('2024-02-01'), day('2024-03-01')), 29)
    assert.equal(earliest(day('2024-02-01'), day('2023-03-01')), '2023-03-01')
    assert.equal(latest(day('2024-02-01'), day('2023-03-01')), '2024-02-01')
  })
})

test.group('Periods', () => {
  const january = period(day('2026-01-01'), day('2026-02-01'))

  test('hold their first day and not their end', ({ assert }) => {
    assert.isTrue(contains(january, day('2026-01-01')))
    assert.isFalse(contains(january, day('2026-02-01')))
    assert.equal(lengthInDays(january), 31)
    assert.throws(() => period(day('2026-02-01'), day('2026-01-01')), 'A period cannot end on 2026-01-01 when it begins on 2026-02-01')
  })

  test('that only touch share no day', ({ assert }) => {
    assert.isFalse(overlaps(january, period(day('2026-02-01'), day('2026-03-01'))))
    assert.isNull(intersection(january, period(day('2026-02-01'), day('2026-03-01'))))
    assert.deepEqual(intersection(january, period(day('2026-01-20'), day('2026-03-01'))), { from: '2026-01-20', to: '2026-02-01' })
  })
})
