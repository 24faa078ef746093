import fc from 'fast-check'
import { test } from '@japa/runner'
import { dateOfDay, dayNumberOf } from '#shared/calendar/calendar_date'
import type { Anchor, PeriodLength } from '#service_contracts/rules/contract_line_terms'
import { boundaryAt, boundaryBefore, gridOf } from '#service_contracts/rules/period_grid'
import { reconcile } from '#service_contracts/rules/reconcile'
import { nextBillDate, timeline } from '#service_contracts/rules/schedule'
import { anyDay, anyPolicy, day, lineTerms, rows, toLedger } from '#tests/support/billing_cases'

const month = (count: number): PeriodLength => ({ unit: 'month', count })

function boundaries(start: string, anchor: Anchor, length: PeriodLength, count = 4): string[] {
  const grid = gridOf(day(start), anchor, length)
  const first = boundaryBefore(grid, dayNumberOf(day(start)))
  return Array.from({ length: count }, (_, index) => dateOfDay(boundaryAt(grid, first + index)))
}

test.group('Boundaries of periods', () => {
  test('return to the anchor day after a short month', ({ assert }) => {
    assert.deepEqual(boundaries('2026-01-31', { kind: 'start' }, month(1)), ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'])
    assert.deepEqual(boundaries('2024-02-29', { kind: 'start' }, { unit: 'year', count: 1 }, 5), ['2024-02-29', '2025-02-28', '2026-02-28', '2027-02-28', '2028-02-29'])
  })

  test('lie on the day in the month of the start and whole periods around it', ({ assert }) => {
    assert.deepEqual(boundaries('2026-02-24', { kind: 'day_of_month', day: 10 }, { unit: 'quarter', count: 1 }), ['2026-02-10', '2026-05-10', '2026-08-10', '2026-11-10'])
    assert.deepEqual(boundaries('2026-02-24', { kind: 'month_end' }, month(1)), ['2026-01-31', '2026-02-28', '2026-03-31', '2026-04-30'])
  })

  test('follow the calendar, from January or the first month of the year', ({ assert }) => {
    assert.deepEqual(boundaries('2026-02-24', { kind: 'calendar' }, { unit: 'half', count: 1 }), ['2026-01-01', '2026-07-01', '2027-01-01', '2027-07-01'])
    assert.deepEqual(boundaries('2026-02-24', { kind: 'calendar', firstMonth: 4 }, { unit: 'year', count: 1 }, 2), ['2025-04-01', '2026-04-01'])
    assert.deepEqual(boundaries('2026-02-24', { kind: 'calendar_months' }, month(3), 2), ['2026-02-01', '2026-05-01'])
    assert.deepEqual(boundaries('2026-02-25', { kind: 'calendar' }, { unit: 'week', count: 1 }, 2), ['2026-02-23', '2026-03-02'])
    assert.deepEqual(boundaries('2026-02-25', { kind: 'weekday', day: 5 }, { unit: 'week', count: 1 }, 2), ['2026-02-20', '2026-02-27'])
  })

  test('enclose every day they are asked for', ({ assert }) => {
    fc.assert(
      fc.property(anyPolicy, anyDay, anyDay, ({ anchor, period }, start, other) => {
        const grid = gridOf(start, anchor!, period)
        const asked = dayNumberOf(other)
        const k = boundaryBefore(grid, asked)
        assert.isTrue(boundaryAt(grid, k) <= asked && asked < boundaryAt(grid, k + 1))
      })
    )
  })
})

test.group('Stubs', () => {
  const billing = { anchor: { kind: 'day_of_month' as const, day: 1 } }
  const line = (more: object) => lineTerms({ price: '310.00', start: day('2026-01-22'), end: day('2026-03-11'), billing: { ...billing, ...more } })
  const all = (more: object) => rows(reconcile(line(more), [], day('2026-12-31')))

  test('are short by default', ({ assert }) => {
    assert.deepEqual(all({}), ['2026-01-22 2026-02-01 100.00', '2026-02-01 2026-03-01 310.00', '2026-03-01 2026-03-11 100.00'])
  })

  test('can be free, or cost a full period', ({ assert }) => {
    assert.deepEqual(all({ firstPartial: 'free', lastPartial: 'free' }), ['2026-02-01 2026-03-01 310.00'])
    assert.deepEqual(all({ firstPartial: 'full', lastPartial: 'full' }), ['2026-01-22 2026-02-01 310.00', '2026-02-01 2026-03-01 310.00', '2026-03-01 2026-03-11 310.00'])
  })

  test('can be billed together with the period next to them', ({ assert }) => {
    assert.deepEqual(all({ firstPartial: 'long' }), ['2026-01-22 2026-03-01 410.00', '2026-03-01 2026-03-11 100.00'])
    assert.deepEqual(all({ lastPartial: 'long' }), ['2026-01-22 2026-02-01 100.00', '2026-02-01 2026-03-11 410.00'])
    assert.deepEqual(all({ firstPartial: 'long', lastPartial: 'long' }), ['2026-01-22 2026-03-11 510.00'])
    assert.equal(reconcile(line({ firstPartial: 'long' }), [], day('2026-01-22'))[0].to, '2026-03-01')
  })

  test('free days cost nothing and move no boundary', ({ assert }) => {
    const items = reconcile(lineTerms({ price: '310.00', billing: { freeDays: 21 } }), [], day('2026-02-01'))
    assert.deepEqual(rows(items), ['2026-01-22 2026-02-01 100.00', '2026-02-01 2026-03-01 310.00'])
    assert.equal(items[0].billDate, '2026-01-22')
  })
})

test.group('The schedule of a line', () => {
  test('bills with a lead or a lag', ({ assert }) => {
    const dates = (billing: object) => timeline(lineTerms({ billing }), day('2026-02-01'), day('2026-03-01')).map(({ billDate }) => billDate)
    assert.deepEqual(dates({ leadDays: 15 }), ['2026-01-17'])
    assert.deepEqual(dates({ lagDays: 3 }), ['2026-02-04'])
    assert.deepEqual(dates({ mode: 'arrears', lagDays: -1 }), ['2026-02-28'])
  })

  test('knows the next bill date, or that none will come', ({ assert }) => {
    const terms = lineTerms({ end: day('2026-03-01') })
    assert.equal(nextBillDate(terms, [], day('2025-06-01')), '2026-01-01')
    assert.equal(nextBillDate(terms, [], day('2026-01-01')), '2026-02-01')
    assert.equal(nextBillDate(terms, toLedger(reconcile(terms, [], day('2026-02-01'))), day('2026-01-01')), null)
    assert.equal(nextBillDate(lineTerms({ events: [{ on: day('2026-01-11'), kind: 'suspend' }] }), [], day('2026-01-01')), null)
  })
})
