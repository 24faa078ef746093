import fc from 'fast-check'
import { test } from '@japa/runner'
import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import type { BilledSegment } from '#service_contracts/rules/billing_item'
import { conventionAmendment, conventionOn } from '#service_contracts/rules/convention'
import type { Amendment, ContractLineTerms, Proration } from '#service_contracts/rules/contract_line_terms'
import { reconcile } from '#service_contracts/rules/reconcile'
import { nextBillDate, timeline } from '#service_contracts/rules/schedule'
import { chargedDays, day, lineTerms, rows, toLedger, total } from '#tests/support/billing_cases'

const MONTHLY = { period: { unit: 'month' as const, count: 1 }, anchor: { kind: 'start' as const } }
const asked = (on: string, more: object) => ({ kind: 'convention' as const, on: day(on), ...MONTHLY, scalesPrice: true, ...more })
const amend = (on: string, more: Partial<Amendment>): Amendment => ({ kind: 'amend', on: day(on), ...more })
const billed = (terms: ContractLineTerms, until: string) => reconcile(terms, [], day(until)).map(({ from, billDate }) => `${from} on ${billDate}`)

test.group('A line that is billed otherwise from a day on', () => {
  test('in arrears instead of in advance begins with the next period: it is billed at its end', ({ assert }) => {
    const terms = lineTerms({ end: day('2026-06-01'), events: [amend('2026-03-10', { mode: 'arrears' })] })
    assert.deepEqual(billed(terms, '2026-12-31'), ['2026-01-01 on 2026-01-01', '2026-02-01 on 2026-02-01', '2026-03-01 on 2026-03-01', '2026-04-01 on 2026-05-01', '2026-05-01 on 2026-06-01'])
    assert.deepEqual(billed(terms, '2026-04-30'), billed(terms, '2026-12-31').slice(0, 3))
    assert.equal(nextBillDate(terms, toLedger(reconcile(terms, [], day('2026-03-31'))), day('2026-03-31')), '2026-05-01')
  })

  test('in advance instead of in arrears bills the last period behind and the first ahead on the same day', ({ assert }) => {
    const terms = lineTerms({ end: day('2026-05-01'), billing: { mode: 'arrears' }, events: [amend('2026-03-01', { mode: 'advance' })] })
    assert.deepEqual(billed(terms, '2026-12-31'), ['2026-01-01 on 2026-02-01', '2026-02-01 on 2026-03-01', '2026-03-01 on 2026-03-01', '2026-04-01 on 2026-04-01'])
  })

  test('with another proration has its end by the new method, and what was cut before by the old one', ({ assert }) => {
    const terms = lineTerms({ start: day('2026-01-17'), end: day('2026-03-16'), billing: { anchor: { kind: 'day_of_month', day: 1 } }, events: [amend('2026-02-05', { proration: 'actual_360' })] })
    // 15 of 31 days; February whole; 15 of the 30 days of a month of 360
    assert.deepEqual(rows(timeline(terms, day('2026-01-01'), day('2026-12-31'))), ['2026-01-17 2026-02-01 48.39', '2026-02-01 2026-03-01 100.00', '2026-03-01 2026-03-16 50.00'])
  })

  test('recorded late, after periods were billed in advance, credits nothing and bills nothing again', ({ assert }) => {
    const before = lineTerms({ end: day('2027-01-01') })
    const ledger = toLedger(reconcile(before, [], day('2026-06-15')))
    const terms = { ...before, events: [amend('2026-03-10', { mode: 'arrears' })] }
    assert.deepEqual(reconcile(terms, ledger, day('2026-07-31')), [])
    assert.deepEqual(rows(reconcile(terms, ledger, day('2026-08-01'))), ['2026-07-01 2026-08-01 100.00'])
  })

  test('has what differs alone in its amendment, so that the same period is not cut', ({ assert }) => {
    const terms = lineTerms()
    assert.deepEqual(conventionAmendment(asked('2026-03-10', { mode: 'arrears', proration: 'actual' }), terms), amend('2026-03-10', { mode: 'arrears' }))
    assert.deepEqual(conventionAmendment(asked('2026-03-10', { period: { unit: 'quarter', count: 1 } }), terms), amend('2026-03-10', { period: { unit: 'quarter', count: 1 }, price: '300' }))
    assert.isNull(conventionAmendment(asked('2026-03-10', { mode: 'advance' }), terms))
    const pending = { ...terms, events: [amend('2026-03-10', { mode: 'arrears' })] }
    assert.throws(() => conventionAmendment(asked('2026-03-20', { period: { unit: 'quarter', count: 1 } }), pending), new ContractImpossible('on', 'convention_waits').message)
    assert.equal(conventionOn(pending, day('2026-04-01')).mode, 'arrears')
    assert.equal(conventionOn(pending, day('2026-03-09')).mode, 'advance')
  })
})

const PRORATIONS: Proration[] = ['actual', 'none', 'actual_365', 'actual_360', 'fixed_30', 'strict_30_360', 'by_month_first']
const anyDay = fc.integer({ min: 0, max: 700 }).map((days) => addDaysTo('2026-01-01', days))
const anyLine = fc
  .record({
    start: anyDay,
    months: fc.integer({ min: 1, max: 24 }),
    mode: fc.constantFrom('advance' as const, 'arrears' as const),
    proration: fc.constantFrom(...PRORATIONS),
    step: fc.constantFrom(1, 3, 12),
    anchorDay: fc.integer({ min: 1, max: 31 }),
    changes: fc.array(fc.record({ on: anyDay, mode: fc.option(fc.constantFrom('advance' as const, 'arrears' as const), { nil: undefined }), proration: fc.option(fc.constantFrom(...PRORATIONS), { nil: undefined }) }), { minLength: 1, maxLength: 3 }),
  })
  .map(({ start, months, mode, proration, step, anchorDay, changes }) =>
    lineTerms({
      start,
      end: addMonthsAnchored(start, months),
      billing: { mode, proration, period: { unit: 'month', count: step }, anchor: { kind: 'day_of_month', day: anchorDay } },
      events: changes.map((change): Amendment => ({ kind: 'amend', ...change })).sort((one, other) => (one.on < other.on ? -1 : 1)),
    })
  )

function addDaysTo(from: string, days: number): CalendarDate {
  return new Date(Date.parse(from) + days * 86_400_000).toISOString().slice(0, 10) as CalendarDate
}

/** Runs one after another until long after the end. */
function runsOver(terms: ContractLineTerms, days: CalendarDate[]): BilledSegment[] {
  return [...days, day('2031-01-01')].reduce<BilledSegment[]>((ledger, until) => [...ledger, ...toLedger(reconcile(terms, ledger, until), ledger.length + 1)], [])
}

test.group('Any line that is billed otherwise from some days on', () => {
  test('has each day charged once, in as many runs as one likes', ({ assert }) => {
    fc.assert(
      fc.property(anyLine, fc.array(anyDay, { maxLength: 3 }).map((days) => days.sort()), (terms, days) => {
        const ledger = runsOver(terms, days)
        assert.isTrue(chargedDays(ledger).every(({ times }) => times === 0 || times === 1))
        assert.equal(total(ledger as never), total(reconcile(terms, [], day('2031-01-01'))))
        assert.deepEqual(reconcile(terms, ledger, day('2031-01-01')), [])
      }),
      { numRuns: 500 }
    )
  })

  test('costs what it cost before where only advance and arrears change', ({ assert }) => {
    fc.assert(
      fc.property(anyLine, anyDay, (terms, known) => {
        const plain = { ...terms, events: [] }
        const moded = { ...terms, events: terms.events!.map((event) => ({ ...event, proration: undefined })) as Amendment[] }
        const spans = (items: readonly { from: string; to: string; amountMinor: number }[]) => items.map(({ from, to, amountMinor }) => `${from} ${to} ${amountMinor}`).sort()
        assert.deepEqual(spans(timeline(moded, day('2020-01-01'), day('2031-01-01'))), spans(timeline(plain, day('2020-01-01'), day('2031-01-01'))))
        // what was billed before anybody knew stays as it is
        const ledger = toLedger(reconcile(plain, [], known))
        const later = reconcile(moded, ledger, day('2031-01-01'))
        assert.isTrue(later.every(({ kind }) => kind === 'recurring'))
        assert.equal(total(ledger as never) + total(later), total(reconcile(plain, [], day('2031-01-01'))))
      }),
      { numRuns: 500 }
    )
  })
})
