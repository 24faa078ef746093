import { test } from '@japa/runner'
import type { IndexLookup } from '#service_contracts/rules/indexation/index_factor'
import { lineRevaluations } from '#service_contracts/rules/indexation/line_revaluations'
import { priceProposal, type RevaluationPolicy } from '#service_contracts/rules/indexation/price_proposal'
import { simulate } from '#service_contracts/rules/simulation'
import { specificationsFrom } from '#service_contracts/rules/specification'
import { day, lineTerms } from '#tests/support/billing_cases'

const VALUES: Record<string, string> = { 'CPI 2024-12': '105.65', 'CPI 2025-12': '110.5', 'WAGE 2024-12': '200', 'WAGE 2025-12': '208' }
const lookup: IndexLookup = (index, month) => (VALUES[`${index} ${month}`] ? { value: VALUES[`${index} ${month}`], isProvisional: false } : null)
const policy = (more: Partial<RevaluationPolicy>): RevaluationPolicy => ({ pct: null, formula: null, base: 'chained', lagMonths: 1, floorPct: null, capPct: null, thresholdPct: null, effective: 'next_period', ...more })
const line = lineTerms({ price: '1000.00', start: day('2025-01-01') })
const proposed = (more: Partial<RevaluationPolicy>) => priceProposal(line, policy(more), day('2026-01-01'), '2024-12', lookup)

test.group('The highest or lowest of several movements', () => {
  // CPI 110.5 ÷ 105.65 = + 4.590629 %, WAGE 208 ÷ 200 = + 4 %
  test('an index against a percentage: MAX(1.05; S1/S0) and MIN', ({ assert }) => {
    assert.containsSubset(proposed({ choice: { pick: 'highest', indices: ['CPI'], pct: '5' } }), { newPrice: '1050.00', rawPct: '5.000000', used: [{ index: 'CPI', isChosen: false }] })
    assert.containsSubset(proposed({ choice: { pick: 'lowest', indices: ['CPI'], pct: '5' } }), { newPrice: '1045.91', used: [{ index: 'CPI', isChosen: true }] })
  })

  test('one index against another, within the cap of the policy', ({ assert }) => {
    assert.containsSubset(proposed({ choice: { pick: 'highest', indices: ['WAGE', 'CPI'], pct: null } }), { newPrice: '1045.91' })
    assert.containsSubset(proposed({ choice: { pick: 'lowest', indices: ['WAGE', 'CPI'], pct: null } }), { newPrice: '1040.00' })
    assert.containsSubset(proposed({ choice: { pick: 'highest', indices: ['WAGE', 'CPI'], pct: null }, capPct: '3' }), { newPrice: '1030.00', rawPct: '4.590629' })
  })

  test('an index without a value is named, and never leaves the choice to the others', ({ assert }) => {
    assert.containsSubset(proposed({ choice: { pick: 'highest', indices: ['CPI', 'STEEL'], pct: '9' } }), { outcome: 'missing', missing: [{ index: 'STEEL', month: '2024-12' }, { index: 'STEEL', month: '2025-12' }] })
  })

  test('nothing is chosen from one alone', ({ assert }) => {
    assert.throws(() => proposed({ choice: { pick: 'highest', indices: ['CPI'], pct: null } }), /two indices, or an index and a percentage/)
  })
})

test.group('A price that was entered', () => {
  const found = (enteredPrice: string | null, days = ['2026-01-01']) =>
    lineRevaluations({ terms: line, isPriceFixed: false, baseMonth: '2024-12', enteredPrice, settled: [], excluded: new Set() }, policy({ entered: null, capPct: '1' }), days.map(day), lookup)

  test('counts as it is, whatever the limits of the policy', ({ assert }) => {
    assert.containsSubset(found('1075.50'), [{ outcome: 'proposed', event: { kind: 'revalue', price: '1075.50' }, found: { oldPrice: '1000.00', newPrice: '1075.50', appliedPct: '7.550000' } }])
  })

  test('is missing until somebody enters it, and serves for one day only', ({ assert }) => {
    assert.containsSubset(found(null), [{ outcome: 'missing', found: { isPriceMissing: true } }])
    assert.deepEqual(found('1075.50', ['2026-01-01', '2027-01-01']).map(({ dueOn, outcome }) => `${dueOn} ${outcome}`), ['2026-01-01 proposed', '2027-01-01 missing'])
  })
})

test('A specification names the highest, the lowest or the price of a revaluation', ({ assert }) => {
  const moves = [{ pct: '5' }, { index: { from: '100', to: '104' } }]
  const billed = (more: object) => {
    const spec = { currency: 'EUR', price: '100.00', start: '2026-01-01', billing: { period: { unit: 'month', count: 1 }, mode: 'advance' }, events: [{ on: '2026-02-01', kind: 'revalue', ...more }], until: '2026-02-01' }
    const { items, error } = simulate(specificationsFrom(spec)[0])
    return error?.code ?? items[1].amount
  }
  assert.deepEqual([{ max: moves }, { min: moves }, { max: moves, capPct: '4.5' }, { price: '99.90' }, { max: [{ pct: '5' }] }].map(billed), ['105.00', '104.00', '104.50', '99.90', 'invalid_event'])
  assert.throws(() => billed({ pct: '1', price: '2' }), /only one of them/)
})
