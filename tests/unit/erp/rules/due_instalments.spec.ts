import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import { duesOf, instalmentsOf } from '#erp/rules/due_instalments'

test.group('Instalments of the sandbox', () => {
  test('the last one takes what rounding leaves', ({ assert }) => {
    assert.deepEqual(duesOf(calendarDate('2026-11-10'), 12_101, instalmentsOf('50/30/0 */60/0')), [
      { on: calendarDate('2026-12-10'), amountCents: 6_051 },
      { on: calendarDate('2027-01-09'), amountCents: 6_050 },
    ])
  })

  test('the end of the month is that of the day reached', ({ assert }) => {
    assert.deepEqual(duesOf(calendarDate('2026-01-15'), 100, instalmentsOf('*/30/1')), [{ on: calendarDate('2026-02-28'), amountCents: 100 }])
  })
})
