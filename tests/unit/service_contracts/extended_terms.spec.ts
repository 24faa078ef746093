import fc from 'fast-check'
import { test } from '@japa/runner'
import { addDays, daysBetween } from '#shared/calendar/calendar_date'
import type { ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { reconcile } from '#service_contracts/rules/reconcile'
import { simulate } from '#service_contracts/rules/simulation'
import { specificationsFrom } from '#service_contracts/rules/specification'
import { standingOn } from '#service_contracts/rules/standing'
import { extendingSince } from '#service_contracts/rules/suspension'
import { anyDay, anyPolicy, day, lineTerms, rows, toLedger, total } from '#tests/support/billing_cases'

const target = day('2040-01-01')
const suspended = (from: string, to: string, endMoved?: number) => [
  { kind: 'suspend' as const, on: day(from), extendsTerm: true },
  { kind: 'resume' as const, on: day(to), ...(endMoved === undefined ? {} : { endMoved }) },
]

test.group('A suspension that extends the term', () => {
  const year = (more: Partial<ContractLineTerms> = {}) => lineTerms({ end: day('2027-01-01'), ...more })

  test('moves the end by the suspended days, so that the whole term is billed', ({ assert }) => {
    const items = reconcile(year({ events: suspended('2026-03-01', '2026-04-01') }), [], target)
    assert.equal(total(items), 120_000)
    assert.deepEqual(rows(items).at(-1), '2027-01-01 2027-02-01 100.00')
  })

  test('does not move an end that was moved already', ({ assert }) => {
    const moved = lineTerms({ end: day('2027-02-01'), events: suspended('2026-03-01', '2026-04-01', 31) })
    assert.deepEqual(reconcile(moved, [], target), reconcile(year({ events: suspended('2026-03-01', '2026-04-01') }), [], target))
    assert.equal(reconcile(year({ events: suspended('2026-03-01', '2026-04-01', 0) }), [], target).at(-1)?.to, '2027-01-01')
  })

  test('leaves the end unknown while it goes on, so that the contract does not end meanwhile', ({ assert }) => {
    const events = [{ kind: 'suspend' as const, on: day('2026-03-01'), extendsTerm: true }]
    assert.deepEqual(standingOn([{ end: day('2027-01-01'), events }], day('2027-06-01')), { status: 'suspended', until: null })
    assert.equal(standingOn([{ end: day('2027-01-01'), events: [{ ...events[0], extendsTerm: false }] }], day('2027-06-01')).status, 'ended')
    assert.equal(extendingSince(events, day('2026-05-01')), '2026-03-01')
    assert.isNull(extendingSince([...events, { kind: 'resume', on: day('2026-04-01') }], day('2026-05-01')))
  })

  test('is said in a specification', ({ assert }) => {
    const spec = (extendsTerm: boolean) => ({ currency: 'EUR', price: '100.00', start: '2026-01-01', end: '2027-01-01', billing: { period: { unit: 'month', count: 1 }, mode: 'advance' }, events: [{ on: '2026-03-01', kind: 'suspend', extendsTerm }, { on: '2026-04-01', kind: 'resume' }], until: '2028-01-01' })
    assert.deepEqual(specificationsFrom([spec(true), spec(false)]).map((one) => simulate(one).total), ['1200.00', '1100.00'])
  })

  test('never bills a suspended day, and bills as many days as the term has', ({ assert }) => {
    fc.assert(
      fc.property(anyPolicy, anyDay, fc.integer({ min: 1, max: 900 }), fc.array(fc.tuple(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 1, max: 120 })), { maxLength: 3 }), (policy, start, length, breaks) => {
        const billing = { ...policy, firstPartial: 'short' as const, lastPartial: 'short' as const, proration: 'actual' as const, freeDays: 0, freePeriods: 0, lagDays: 0 }
        const end = addDays(start, length)
        let [on, moved] = [start, end]
        const events = breaks.flatMap(([after, days]) => {
          const from = addDays(on, after)
          if (from >= moved) return []
          on = addDays(from, days + 1)
          moved = addDays(moved, days)
          return suspended(from, addDays(from, days))
        })
        const terms = lineTerms({ price: '8431.17', start, end, billing, events })
        const items = reconcile(terms, [], target)
        for (const item of items) {
          for (let index = 0; index < events.length; index += 2) assert.isTrue(item.to <= events[index].on || item.from >= events[index + 1].on)
        }
        assert.equal(items.reduce((days, { from, to }) => days + daysBetween(from, to), 0), length)
        assert.isEmpty(reconcile(terms, toLedger(items), target))
      }),
      { numRuns: 2000 }
    )
  }).timeout(30_000)
})
