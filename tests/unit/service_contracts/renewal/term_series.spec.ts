import { test } from '@japa/runner'
import fc from 'fast-check'
import { addMonthsAnchored, calendarDate, dateOfDay, dayNumberOf, dayOf, endOfMonth } from '#shared/calendar/calendar_date'
import { effectOfNotice, noticeDeadline } from '#service_contracts/rules/renewal/notice_deadline'
import { reminderOn, reminderWindow } from '#service_contracts/rules/renewal/reminder_window'
import { baseOfTerms, renewalLength, termsAfter, wholeMonths, type TermPlace } from '#service_contracts/rules/renewal/term_series'

const on = calendarDate
const place = (startsOn: string, endsOn: string, more: Partial<TermPlace> = {}): TermPlace => ({ startsOn: on(startsOn), endsOn: on(endsOn), termNo: 1, baseOn: null, ...more })
const ends = (startsOn: string, endsOn: string, months: number, count: number) => termsAfter(place(startsOn, endsOn), months, count).map(({ endsOn: end }) => end)

test.group('The series of terms', () => {
  test('counts every term from the first day: 29 February comes back in leap years', ({ assert }) => {
    assert.deepEqual(ends('2024-02-29', '2025-02-28', 12, 4), ['2026-02-28', '2027-02-28', '2028-02-29', '2029-02-28'].map(on))
  })

  test('a contract of a 31st comes back to it after short months', ({ assert }) => {
    assert.deepEqual(ends('2025-01-31', '2025-02-28', 1, 3), ['2025-03-31', '2025-04-30', '2025-05-31'].map(on))
  })

  test('numbers the terms on and lets each begin where the one before ends', ({ assert }) => {
    assert.deepEqual(termsAfter(place('2026-01-01', '2027-01-01'), 12, 2), [
      { no: 2, startsOn: on('2027-01-01'), endsOn: on('2028-01-01') },
      { no: 3, startsOn: on('2028-01-01'), endsOn: on('2029-01-01') },
    ])
  })

  test('counts from the end when the first term is not made of whole months', ({ assert }) => {
    assert.deepEqual(baseOfTerms(place('2026-01-15', '2026-08-31')), { on: on('2026-08-31'), months: 0 })
    const third = place('2026-01-15', '2027-02-28', { termNo: 2, baseOn: on('2026-08-31') })
    assert.deepEqual(termsAfter(third, 6, 1)[0].endsOn, on('2027-08-31'))
  })

  test('whole months between two days, or none', ({ assert }) => {
    const table = [['2026-01-31', '2026-02-28', 1], ['2026-01-31', '2026-02-27', null], ['2026-01-01', '2027-01-01', 12], ['2026-05-01', '2026-04-01', null], ['2026-05-01', '2026-05-01', 0]] as const
    for (const [from, to, months] of table) assert.equal(wholeMonths(on(from), on(to)), months, `${from} ${to}`)
  })

  test('a renewal lasts what was agreed for renewals, else as long as the first term', ({ assert }) => {
    const first = place('2026-01-01', '2029-01-01')
    assert.deepEqual([renewalLength(first, 36, 12), renewalLength(first, 36, null), renewalLength(first, null, null)], [12, 36, 36])
    assert.isNull(renewalLength(place('2026-01-15', '2026-08-31'), null, null))
  })

  test('does not drift over fifty terms, whatever the day and the length', ({ assert }) => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumberOf(on('1990-01-01')), max: dayNumberOf(on('2060-12-31')) }), fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 60 }), (day, first, months) => {
        const startsOn = dateOfDay(day)
        const endsOn = addMonthsAnchored(startsOn, first)
        let current: TermPlace = { startsOn, endsOn, termNo: 1, baseOn: null }
        for (let k = 1; k <= 50; k++) {
          const [term] = termsAfter(current, months, 1)
          assert.equal(term.startsOn, current.endsOn)
          assert.equal(term.endsOn, addMonthsAnchored(startsOn, first + k * months))
          assert.isTrue(dayOf(term.endsOn) === dayOf(startsOn) || term.endsOn === endOfMonth(term.endsOn))
          current = { ...current, endsOn: term.endsOn, termNo: term.no }
        }
      }),
      { numRuns: 40 }
    )
  })
})

test.group('Notice', () => {
  test('has a deadline counted from the end of the term, clamped to the month', ({ assert }) => {
    const table = [['2027-01-01', 3, 'month', '2026-10-01'], ['2027-05-31', 3, 'month', '2027-02-28'], ['2028-05-31', 3, 'month', '2028-02-29'], ['2027-01-01', 60, 'day', '2026-11-02'], ['2027-01-01', 0, 'day', '2027-01-01']] as const
    for (const [end, count, unit, deadline] of table) assert.equal(noticeDeadline(on(end), { count, unit }), deadline)
  })

  const terms = [2, 3, 4].map((no) => ({ no, startsOn: on(`202${no + 4}-01-01`), endsOn: on(`202${no + 5}-01-01`) }))
  const notice = { count: 3, unit: 'month' } as const

  test('on the day of the deadline ends the contract with its term; a day later with the next', ({ assert }) => {
    assert.deepEqual(effectOfNotice(terms, on('2026-10-01'), notice), { effectiveOn: on('2027-01-01'), isLate: false })
    assert.deepEqual(effectOfNotice(terms, on('2026-10-02'), notice), { effectiveOn: on('2028-01-01'), isLate: true })
  })

  test('that came in the next term is in time for that one', ({ assert }) => {
    assert.deepEqual(effectOfNotice(terms, on('2027-03-01'), notice), { effectiveOn: on('2028-01-01'), isLate: false })
  })

  test('never ends a contract before it came, and a later notice never ends it sooner', ({ assert }) => {
    const days = fc.integer({ min: dayNumberOf(on('2026-01-01')), max: dayNumberOf(on('2028-06-30')) }).map(dateOfDay)
    fc.assert(
      fc.property(days, days, fc.integer({ min: 0, max: 6 }), (one, other, count) => {
        const effect = (day: typeof one) => effectOfNotice(terms, day, { count, unit: 'month' }).effectiveOn
        assert.isTrue(effect(one) >= one)
        assert.isTrue(one <= other ? effect(one) <= effect(other) : effect(other) <= effect(one))
      })
    )
  })

  test('is asked for in writing within days before the deadline', ({ assert }) => {
    const window = reminderWindow(on('2026-10-01'), { from: 30, to: 15 })
    assert.deepEqual(window, { opensOn: on('2026-09-01'), closesOn: on('2026-09-16') })
    assert.deepEqual(['2026-08-31', '2026-09-01', '2026-09-16', '2026-09-17'].map((day) => reminderOn(window, on(day))), ['early', 'open', 'open', 'missed'])
  })
})
