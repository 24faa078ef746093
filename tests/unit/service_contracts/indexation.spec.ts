import fc from 'fast-check'
import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import { indexFactor, type IndexLookup } from '#service_contracts/rules/indexation/index_factor'
import { priceProposal, type RevaluationPolicy } from '#service_contracts/rules/indexation/price_proposal'
import { revaluationDays } from '#service_contracts/rules/indexation/revaluation_days'
import { day, lineTerms } from '#tests/support/billing_cases'

const VALUES: Record<string, string> = { 'CPI 2024-12': '105.65', 'CPI 2025-12': '110.5', 'CPI 2026-12': '114.25', 'WAGE 2024-12': '200', 'WAGE 2025-12': '210' }
const lookup: IndexLookup = (index, month) => (VALUES[`${index} ${month}`] ? { value: VALUES[`${index} ${month}`], isProvisional: month === '2026-12' } : null)
const CPI = { fixedShare: '0', terms: [{ index: 'CPI', weight: '1' }] }

const policy = (more: Partial<RevaluationPolicy> = {}): RevaluationPolicy => ({
  pct: null,
  formula: CPI,
  base: 'chained',
  lagMonths: 1,
  floorPct: null,
  capPct: null,
  thresholdPct: null,
  effective: 'next_period',
  ...more,
})
const [FIRST, SECOND] = [day('2026-01-01'), day('2027-01-01')]
const line = (more = {}) => lineTerms({ price: '1000.00', start: day('2025-01-01'), ...more })
const proposed = (more: Partial<RevaluationPolicy> = {}, terms = line(), on = FIRST) => priceProposal(terms, policy(more), on, '2024-12', lookup)

test.group('A revaluation by an index', () => {
  test('chained and from the first price come to the same, and never count twice', ({ assert }) => {
    const first = proposed()
    assert.containsSubset(first, { outcome: 'proposed', newPrice: '1045.91', rawPct: '4.590629' }) // 110.5 ÷ 105.65
    const after = line({ events: 'event' in first ? [first.event] : [] })

    assert.containsSubset(proposed({}, after, SECOND), { oldPrice: '1045.91', newPrice: '1081.40', isProvisional: true }) // × 114.25 ÷ 110.5
    assert.containsSubset(proposed({ base: 'fixed' }, after, SECOND), { newPrice: '1081.40' }) // 1000.00 × 114.25 ÷ 105.65
  })

  test('weighs a fixed share and several indices', ({ assert }) => {
    const formula = { fixedShare: '0.2', terms: [{ index: 'CPI', weight: '0.3' }, { index: 'WAGE', weight: '0.5' }] }

    assert.containsSubset(proposed({ formula }), { newPrice: '1038.77' }) // 1000 × (0.2 + 0.3 × 1.045906 + 0.5 × 1.05)
  })

  test('keeps within floor and cap, which act on the percentage', ({ assert }) => {
    assert.containsSubset(proposed({ capPct: '3' }), { rawPct: '4.590629', appliedPct: '3.000000', newPrice: '1030.00' })
    assert.containsSubset(proposed({ floorPct: '5' }), { appliedPct: '5.000000', newPrice: '1050.00' })
  })

  test('leaves out a change below its threshold', ({ assert }) => {
    assert.equal(proposed({ thresholdPct: '4.6' }).outcome, 'below_threshold')
    assert.equal(proposed({ thresholdPct: '4.59' }).outcome, 'proposed')
  })

  test('names what is not published and guesses nothing', ({ assert }) => {
    const formula = { fixedShare: '0', terms: [{ index: 'CPI', weight: '0.5' }, { index: 'WAGE', weight: '0.5' }] }

    assert.deepEqual(proposed({ formula }, line(), SECOND), { outcome: 'missing', oldPrice: '1000.00', missing: [{ index: 'WAGE', month: '2026-12' }] })
  })

  test('measures from the last agreed price, not from before it', ({ assert }) => {
    const amended = line({ events: [{ kind: 'amend', on: day('2026-01-01'), price: '900.00' }] })

    for (const base of ['chained', 'fixed'] as const) assert.containsSubset(proposed({ base }, amended, SECOND), { oldPrice: '900.00', newPrice: '930.54' }) // × 114.25 ÷ 110.5
  })

  test('by a percentage needs no index', ({ assert }) => {
    assert.containsSubset(proposed({ pct: '2.5', formula: null }), { newPrice: '1025.00', used: [], isProvisional: false })
  })

  test('refuses shares that do not add up to 1', ({ assert }) => {
    assert.throws(() => indexFactor({ fixedShare: '0.1', terms: [{ index: 'CPI', weight: '0.8' }] }, '2024-12', '2025-12', lookup), 'The fixed share and the weights of a formula add up to 1')
  })

  test('and back again is where it was, to the last digit of the price', ({ assert }) => {
    const cents = fc.integer({ min: 100, max: 9_999_999 }).map((n) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, '0')}`)
    const figure = fc.integer({ min: 500, max: 2000 }).map((n) => `${Math.floor(n / 10)}.${n % 10}`)
    fc.assert(
      fc.property(cents, figure, figure, (price, then, now) => {
        const at: IndexLookup = (_, month) => ({ value: month === '2025-12' ? now : then, isProvisional: false })
        const up = priceProposal(line({ price }), policy({ base: 'fixed' }), FIRST, '2024-12', at)
        if (!('event' in up)) throw new Error('Every month has a value here')
        const down = priceProposal(line({ price, events: [up.event] }), policy({ base: 'fixed' }), SECOND, '2024-12', at)

        assert.containsSubset(down, { newPrice: price }) // the index of December 2026 is that of December 2024
      })
    )
  })
})

test.group('The days of revaluations', () => {
  test('are counted from the start, not from the one before', ({ assert }) => {
    assert.deepEqual(revaluationDays(calendarDate('2024-01-31'), { firstAfterMonths: 1, everyMonths: 1 }, day('2024-05-31')).map(String), ['2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31'])
    assert.deepEqual(revaluationDays(FIRST, { firstAfterMonths: 12, everyMonths: 12 }, day('2026-12-31')), [])
  })
})
