import fc from 'fast-check'
import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import { changedTerms } from '#service_contracts/rules/changed_terms'
import type { ContractEvent, ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { reconcile } from '#service_contracts/rules/reconcile'
import { rehearse } from '#service_contracts/rules/rehearsal'

const terms: ContractLineTerms = {
  currency: 'EUR',
  price: '120.00',
  quantity: '1',
  start: calendarDate('2026-01-01'),
  end: calendarDate('2027-01-01'),
  billing: { period: { unit: 'month', count: 1 }, mode: 'advance', anchor: { kind: 'start' }, leadDays: 0, lagDays: 0, firstPartial: 'short', lastPartial: 'short', proration: 'actual', freeDays: 0 },
  events: [],
}
const until = calendarDate('2026-04-30')
const billedUntil = (day: string) =>
  reconcile(terms, [], calendarDate(day)).map((item, index) => ({ id: index + 1, from: item.from, to: item.to, kind: item.kind, amountMinor: item.amountMinor, corrects: null }))
const change = (event: ContractEvent) => changedTerms(terms, event)

test.group('The rehearsal of a change', () => {
  test('credits what was billed at the old price and charges it at the new one', ({ assert }) => {
    const { items, beforeMinor, afterMinor } = rehearse(terms, change({ kind: 'amend', on: calendarDate('2026-03-01'), price: '150.00' }), billedUntil('2026-03-31'), until)

    assert.deepEqual(
      items.map(({ from, kind, beforeMinor: before, afterMinor: after }) => [from, kind, before, after]),
      [
        ['2026-03-01', 'credit', null, -12_000],
        ['2026-03-01', 'recurring', null, 15_000],
        ['2026-04-01', 'recurring', 12_000, 15_000],
      ]
    )
    assert.equal(afterMinor - beforeMinor, 6_000) // two months × 30.00 more
  })

  test('of a termination shows what is given back and what no longer comes', ({ assert }) => {
    const { beforeMinor, afterMinor } = rehearse(terms, change({ kind: 'terminate', on: calendarDate('2026-03-01'), credit: 'credit' }), billedUntil('2026-03-31'), until)

    assert.equal(beforeMinor, 12_000) // April
    assert.equal(afterMinor, -12_000) // March is given back
  })

  test('says what a run would then really bill, whatever was billed before', ({ assert }) => {
    const month = fc.integer({ min: 1, max: 12 }).map((n) => calendarDate(`2026-${String(n).padStart(2, '0')}-01`))
    const event: fc.Arbitrary<ContractEvent> = fc.oneof(
      fc.record({ kind: fc.constant('amend' as const), on: month, price: fc.integer({ min: 1, max: 999 }).map(String) }),
      fc.record({ kind: fc.constant('suspend' as const), on: month }),
      fc.record({ kind: fc.constant('terminate' as const), on: month, credit: fc.constantFrom('credit' as const, 'none' as const) })
    )
    fc.assert(
      fc.property(event, fc.option(month), (asked, billedTo) => {
        const [after, billed] = [change(asked), billedTo ? billedUntil(billedTo) : []]
        const { items, afterMinor } = rehearse(terms, after, billed, until)
        const run = reconcile(after, billed, until)

        assert.equal(items.filter((item) => item.afterMinor !== null).length, run.length)
        assert.equal(afterMinor, run.reduce((sum, { amountMinor }) => sum + amountMinor, 0))
      })
    )
  })
})
