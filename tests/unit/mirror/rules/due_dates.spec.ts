import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import { dueDatesOf } from '#mirror/rules/due_dates'

const [december, january] = [calendarDate('2026-12-10'), calendarDate('2027-01-10')]
const halves = [{ on: december, amountCents: 6_000 }, { on: january, amountCents: 6_100 }]
const open = (state: 'draft' | 'posted' | 'paid' | 'cancelled', openCents: number, dueDates: Parameters<typeof dueDatesOf>[0]['dueDates'] = halves) =>
  dueDatesOf({ state, openCents, dueDates }).map((due) => [due.on, due.openCents, due.state])

test.group('What is open of each due date', () => {
  test('the first due dates are paid first', ({ assert }) => {
    assert.deepEqual(open('posted', 12_100), [[december, 6_000, 'open'], [january, 6_100, 'open']])
    assert.deepEqual(open('posted', 7_000), [[december, 900, 'partial'], [january, 6_100, 'open']])
    assert.deepEqual(open('posted', 100), [[december, 0, 'paid'], [january, 100, 'partial']])
  })

  test('a credit note is open below zero, and a paid or cancelled invoice not at all', ({ assert }) => {
    assert.deepEqual(open('posted', -500, [{ on: december, amountCents: -1_210 }]), [[december, -500, 'partial']])
    assert.deepEqual(open('cancelled', 12_100), [[december, 0, 'paid'], [january, 0, 'paid']])
    assert.deepEqual(open('paid', 0), [[december, 0, 'paid'], [january, 0, 'paid']])
  })

  test('what the ERP itself says of a due date holds', ({ assert }) => {
    const told = [{ on: december, amountCents: 6_000, openCents: 6_000 }, { on: january, amountCents: 6_100, openCents: 0 }]
    assert.deepEqual(open('posted', 6_000, told), [[december, 6_000, 'open'], [january, 0, 'paid']])
  })
})
