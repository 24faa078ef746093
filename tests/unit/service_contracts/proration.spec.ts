import { test } from '@japa/runner'
import type { BillingPolicy, PeriodLength } from '#service_contracts/rules/contract_line_terms'
import { reconcile } from '#service_contracts/rules/reconcile'
import { day, lineTerms } from '#tests/support/billing_cases'

function stub(start: string, end: string, billing: Partial<BillingPolicy>, priceBase: PeriodLength | null = null) {
  const terms = lineTerms({ price: '1000.00', start: day(start), end: day(end), priceBase, billing: { anchor: { kind: 'calendar' }, ...billing } })
  const [{ ratio, amountMinor }] = reconcile(terms, [], day('2030-01-01'))
  return [`${ratio.num}/${ratio.den}`, amountMinor]
}

test.group('Proration', () => {
  test('by the days of the whole anchored period', ({ assert }) => {
    assert.deepEqual(stub('2024-02-15', '2024-03-01', {}), ['15/29', 51_724])
    assert.deepEqual(stub('2023-02-15', '2023-03-01', {}), ['14/28', 50_000])
  })

  test('by a year of 365 or 360 days, and never more than the price', ({ assert }) => {
    assert.deepEqual(stub('2026-01-17', '2026-02-01', { proration: 'actual_365' }), ['180/365', 49_315])
    assert.deepEqual(stub('2026-01-17', '2026-02-01', { proration: 'actual_360' }), ['180/360', 50_000])
    assert.equal(stub('2026-07-02', '2026-10-01', { proration: 'actual_360', period: { unit: 'quarter', count: 1 } })[1], 100_000)
  })

  test('by months of a fixed number of days', ({ assert }) => {
    assert.deepEqual(stub('2023-05-10', '2023-06-01', { proration: 'fixed_30' }), ['21/30', 70_000])
    assert.deepEqual(stub('2023-02-10', '2023-03-01', { proration: 'fixed_30' }), ['21/30', 70_000])
    assert.deepEqual(stub('2023-05-10', '2023-06-01', { proration: 'fixed_30', fixedDaysInMonth: 28 }), ['19/28', 67_857])
  })

  test('by 30/360, where the 31st counts as the 30th', ({ assert }) => {
    assert.deepEqual(stub('2023-05-31', '2023-06-01', { proration: 'strict_30_360' }), ['1/30', 3_333])
    assert.deepEqual(stub('2023-02-15', '2023-03-01', { proration: 'strict_30_360' }), ['16/30', 53_333])
  })

  test('by months first: half of two years is half the price', ({ assert }) => {
    const anchor = { kind: 'start' as const }
    const twoYears = { period: { unit: 'year' as const, count: 2 }, anchor }
    assert.deepEqual(stub('2023-03-01', '2024-03-01', { ...twoYears, proration: 'by_month_first' }), ['12/24', 50_000])
    assert.deepEqual(stub('2023-03-01', '2024-03-01', twoYears), ['366/731', 50_068])
  })

  test('not at all', ({ assert }) => {
    assert.deepEqual(stub('2023-02-15', '2023-03-01', { proration: 'none' }), ['1/1', 100_000])
  })

  test('scales the price of another span to the period', ({ assert }) => {
    const quarter = { period: { unit: 'quarter' as const, count: 1 } }
    assert.deepEqual(stub('2026-01-01', '2026-04-01', quarter, { unit: 'month', count: 1 }), ['1/1', 300_000])
    assert.deepEqual(stub('2026-01-01', '2026-04-01', quarter, { unit: 'year', count: 1 }), ['1/1', 25_000])
    assert.deepEqual(stub('2026-01-01', '2026-02-01', {}, { unit: 'day', count: 1 }), ['1/1', 3_100_000])
    assert.deepEqual(stub('2026-01-05', '2026-01-12', { period: { unit: 'week', count: 1 } }, { unit: 'year', count: 1 }), ['1/1', 1_918])
  })
})
