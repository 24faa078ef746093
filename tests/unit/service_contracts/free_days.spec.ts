import fc from 'fast-check'
import { test } from '@japa/runner'
import { addDays, dayNumberOf } from '#shared/calendar/calendar_date'
import { endOfFirstFreeDays } from '#service_contracts/rules/free_days'
import { instalments } from '#service_contracts/rules/instalments'
import { reconcile } from '#service_contracts/rules/reconcile'
import { simulate } from '#service_contracts/rules/simulation'
import { specificationsFrom } from '#service_contracts/rules/specification'
import { anyDay, anyTerms, day, lineTerms, rows, toLedger, total } from '#tests/support/billing_cases'

const target = day('2028-06-30')
const free = (on: string, to: string, takenBack = false) => ({ kind: 'free' as const, on: day(on), to: day(to), takenBack })

test.group('Free days of a contract line', () => {
  test('its first periods cost nothing, and a shorter first one counts as one', ({ assert }) => {
    assert.deepEqual(rows(reconcile(lineTerms({ billing: { freePeriods: 2 } }), [], day('2026-03-31'))), ['2026-03-01 2026-04-01 100.00'])
    const stub = lineTerms({ start: day('2026-01-20'), billing: { anchor: { kind: 'calendar' }, freePeriods: 1 } })
    assert.deepEqual(rows(reconcile(stub, [], day('2026-02-15'))), ['2026-02-01 2026-03-01 100.00'])
  })

  test('days and periods are not added up: the later end counts', ({ assert }) => {
    const first = (billing: object) => reconcile(lineTerms({ price: '310.00', billing }), [], target)[0]
    assert.containsSubset(first({ freePeriods: 1, freeDays: 10 }), { from: '2026-02-01' })
    assert.containsSubset(first({ freePeriods: 1, freeDays: 41 }), { from: '2026-02-11' })
  })

  test('an amendment of the periods does not move the free ones, and an item added later gets none', ({ assert }) => {
    const quarterly = { on: day('2026-01-01'), kind: 'amend' as const, period: { unit: 'quarter' as const, count: 1 } }
    assert.equal(reconcile(lineTerms({ billing: { freePeriods: 1 }, events: [quarterly] }), [], target)[0].from, '2026-02-01')
    const added = lineTerms({ start: day('2026-06-01'), alignedTo: day('2026-01-01'), billing: { freePeriods: 1, freeDays: 40 } })
    assert.equal(endOfFirstFreeDays(added), dayNumberOf(day('2026-06-01')))
  })

  test('dated free days are taken out of their period, rounded once for each part', ({ assert }) => {
    const items = reconcile(lineTerms({ price: '310.00', events: [free('2026-03-11', '2026-03-21')] }), [], day('2026-03-31')).slice(2)
    assert.deepEqual(rows(items), ['2026-03-01 2026-03-11 100.00', '2026-03-21 2026-04-01 110.00'])
  })

  test('agreed after the bill they are credited, and taken back charged again', ({ assert }) => {
    const terms = lineTerms({ price: '310.00' })
    const billed = toLedger(reconcile(terms, [], day('2026-03-01')))
    const agreed = { ...terms, events: [free('2026-03-11', '2026-03-21')] }
    const credited = reconcile(agreed, billed, day('2026-03-31'))
    assert.deepEqual(rows(credited), ['2026-03-11 2026-03-21 -100.00'])
    const back = { ...terms, events: [...agreed.events, free('2026-03-01', '2026-04-01', true)] }
    assert.deepEqual(rows(reconcile(back, [...billed, ...toLedger(credited, 50)], day('2026-03-31'))), ['2026-03-11 2026-03-21 100.00'])
  })

  test('the schedule names them, and days that another system billed', ({ assert }) => {
    const terms = lineTerms({ billedUntil: day('2026-02-11'), billing: { freePeriods: 1 }, events: [free('2026-04-01', '2026-04-16')] })
    const told = instalments(terms, [], day('2026-03-01'), { from: day('2026-01-01'), to: day('2026-05-01') }).sort((one, other) => (one.from < other.from ? -1 : 1))
    assert.deepEqual(told.map(({ from, to, state, netCents }) => `${from} ${to} ${state} ${netCents}`), [
      '2026-01-01 2026-02-01 elsewhere 0',
      '2026-02-01 2026-02-11 elsewhere 0',
      '2026-02-11 2026-03-01 due 6429', // 18 of 28 days
      '2026-03-01 2026-04-01 due 10000',
      '2026-04-01 2026-04-16 free 0',
      '2026-04-16 2026-05-01 future 5000',
    ])
  })

  test('a specification says them, and one that ends before it begins is refused', ({ assert }) => {
    const said = (more: object) => simulate(specificationsFrom({ currency: 'EUR', price: '310.00', start: '2026-01-01', billing: { period: { unit: 'month', count: 1 }, mode: 'advance', freePeriods: 1 }, until: '2026-02-01', ...more })[0])
    assert.equal(said({}).total, '310.00')
    assert.equal(said({ billedUntil: '2026-02-15', until: '2026-02-15' }).total, '155.00')
    assert.equal(said({ events: [{ on: '2026-02-01', kind: 'free', to: '2026-02-15' }], until: '2026-02-15' }).total, '155.00')
    assert.equal(said({ events: [{ on: '2026-02-15', kind: 'free', to: '2026-02-01' }] }).error?.code, 'invalid_event')
    assert.equal(said({ events: [{ on: '2026-02-15', kind: 'free', to: '2026-02-31' }] }).error?.code, 'invalid_date')
  })

  test('no free day is ever billed, a second run finds nothing, and taking them back restores the sum', ({ assert }) => {
    fc.assert(
      fc.property(anyTerms, anyDay, fc.integer({ min: 1, max: 200 }), fc.integer({ min: 0, max: 4 }), (terms, from, length, freePeriods) => {
        const to = addDays(from, length)
        // what a termination keeps of a period billed in advance is kept whatever is agreed later
        const events = (terms.events ?? []).filter(({ kind }) => kind !== 'terminate' && kind !== 'free')
        const agreed = { ...terms, billing: { ...terms.billing, freePeriods }, events: [...events, free(from, to)] }
        const items = reconcile(agreed, [], target)
        for (const item of items) assert.isTrue(item.to <= from || item.from >= to, `${item.from} ${item.to}`)
        assert.isEmpty(reconcile(agreed, toLedger(items), target))
        const back = { ...agreed, events: [...agreed.events, free(from, to, true)] }
        const never = { ...agreed, events }
        assert.equal(total(reconcile(back, [], target)), total(reconcile(never, [], target)))
      }),
      { numRuns: 2000 }
    )
  }).timeout(30_000)
})
