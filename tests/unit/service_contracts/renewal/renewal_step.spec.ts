import { test } from '@japa/runner'
import fc from 'fast-check'
import { addDays, calendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import { noticeDeadline } from '#service_contracts/rules/renewal/notice_deadline'
import { askedStep, lineAtRenewal, RENEWAL_MODES, tacitStep, type RenewalCase } from '#service_contracts/rules/renewal/renewal_step'

const on = calendarDate
const YEAR: RenewalCase = {
  startsOn: on('2026-01-01'),
  endsOn: on('2027-01-01'),
  termNo: 1,
  baseOn: null,
  mode: 'tacit',
  notice: { count: 3, unit: 'month' },
  termMonths: 12,
  renewalMonths: null,
  maxRenewals: null,
  decision: null,
  noticeEffectiveOn: null,
  goesOn: true,
}
const said = (more: Partial<RenewalCase>, today: string) => {
  const step = tacitStep({ ...YEAR, ...more }, on(today))
  return 'term' in step ? `${step.term.no}: ${step.term.startsOn} ${step.term.endsOn}` : step.reason
}

test.group('What the nightly renewal does with a contract', () => {
  const table: [string, Partial<RenewalCase>, string, string][] = [
    ['waits on the day of the deadline', {}, '2026-10-01', 'before_deadline'],
    ['renews on the day after it', {}, '2026-10-02', '2: 2027-01-01 2028-01-01'],
    ['renews late all the same', {}, '2027-02-01', '2: 2027-01-01 2028-01-01'],
    ['heeds a notice', { noticeEffectiveOn: on('2027-01-01') }, '2026-10-02', 'notice'],
    ['renews until a late notice takes effect', { noticeEffectiveOn: on('2028-01-01') }, '2026-10-02', '2: 2027-01-01 2028-01-01'],
    ['heeds the greatest number of renewals', { termNo: 3, maxRenewals: 2 }, '2026-10-02', 'limit'],
    ['renews once more below it', { termNo: 2, maxRenewals: 2 }, '2026-10-02', '3: 2027-01-01 2028-01-01'],
    ['takes another length for further terms', { renewalMonths: 6 }, '2026-10-02', '2: 2027-01-01 2027-07-01'],
    ['leaves what a person decided', { decision: 'end' }, '2026-10-02', 'decided'],
    ['renews what a person only put off', { decision: 'later' }, '2026-10-02', '2: 2027-01-01 2028-01-01'],
    ['renews nothing that has ended', { goesOn: false }, '2026-10-02', 'nothing_left'],
    ['leaves contracts without renewal', { mode: 'none' }, '2026-10-02', 'not_tacit'],
    ['leaves contracts that people renew', { mode: 'manual' }, '2026-10-02', 'not_tacit'],
    ['leaves contracts that are offered anew', { mode: 'quote' }, '2026-10-02', 'not_tacit'],
    ['asks for a length it cannot know', { startsOn: on('2026-03-05'), termMonths: null }, '2026-10-02', 'no_length'],
  ]
  for (const [name, more, today, expected] of table) test(name, ({ assert }) => assert.equal(said(more, today), expected))

  test('a person may renew before the deadline and in every mode', ({ assert }) => {
    for (const mode of RENEWAL_MODES) assert.containsSubset(askedStep({ ...YEAR, mode }), { term: { no: 2, endsOn: '2028-01-01' } })
    assert.deepEqual(askedStep({ ...YEAR, noticeEffectiveOn: on('2027-01-01') }), { reason: 'notice' })
  })

  test('done twice on one day changes nothing the second time, while notice is shorter than the term', ({ assert }) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 36 }), fc.integer({ min: 0, max: 36 }), (months, count) => {
        fc.pre(count < months)
        const renewal = { ...YEAR, renewalMonths: months, notice: { count, unit: 'month' as const } }
        const today = addDays(noticeDeadline(renewal.endsOn, renewal.notice), 1)
        const first = tacitStep(renewal, today)
        if (!('term' in first)) throw new Error('was not renewed')
        const again = tacitStep({ ...renewal, endsOn: first.term.endsOn, termNo: first.term.no }, today)
        assert.deepEqual(again, { reason: 'before_deadline' })
      })
    )
  })

  test('renewed every night or once at last, a contract has the same terms', ({ assert }) => {
    const until = (renewal: RenewalCase, today: CalendarDate): CalendarDate => {
      const step = tacitStep(renewal, today)
      return 'term' in step ? until({ ...renewal, endsOn: step.term.endsOn, termNo: step.term.no }, today) : renewal.endsOn
    }
    let nightly = YEAR
    const last = on('2031-03-01')
    for (let day = on('2026-01-01'); day <= last; day = addDays(day, 1)) {
      const step = tacitStep(nightly, day)
      if ('term' in step) nightly = { ...nightly, endsOn: step.term.endsOn, termNo: step.term.no }
    }
    assert.equal(nightly.endsOn, until(YEAR, last))
    assert.equal(nightly.termNo, 6)
  })

  test('a line that ended before is left alone; one that ends with the term moves on', ({ assert }) => {
    const end = on('2027-01-01')
    const line = (endsOn: string | null, terminatedOn: string | null = null) => lineAtRenewal({ endsOn: endsOn && on(endsOn), terminatedOn: terminatedOn && on(terminatedOn) } as never, end)
    assert.deepEqual([line(null), line('2027-01-01'), line('2026-12-31'), line('2029-01-01')], ['follows', 'moves', 'expired', 'follows'])
    assert.deepEqual([line(null, '2026-06-01'), line('2027-01-01', '2027-01-01'), line(null, '2028-01-01')], ['expired', 'expired', 'follows'])
  })
})
