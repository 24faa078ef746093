import { test } from '@japa/runner'
import { reconcile } from '#service_contracts/rules/reconcile'
import { revaluedPrice } from '#service_contracts/rules/revaluation'
import { day, lineTerms, rows } from '#tests/support/billing_cases'

test.group('Revaluation', () => {
  test('a floor and a cap act on the percentage', ({ assert }) => {
    const within = { floorPct: '3', capPct: '6' }
    assert.equal(revaluedPrice('1000.00', { pct: '6.3', ...within }, 2), '1060.00')
    assert.equal(revaluedPrice('1000.00', { pct: '2.8', ...within }, 2), '1030.00')
    assert.equal(revaluedPrice('1000.00', { pct: '4.2', ...within }, 2), '1042.00')
  })

  test('an index is followed from one revision to the next without counting twice', ({ assert }) => {
    const first = revaluedPrice('1000.00', { index: { from: '105.65', to: '110.5' } }, 2)
    assert.equal(first, '1045.91')
    assert.equal(revaluedPrice(first, { index: { from: '110.5', to: '114.25' } }, 2), '1081.40')
  })

  test('the new price keeps the decimals of the old one, or those of the currency', ({ assert }) => {
    assert.equal(revaluedPrice('0.1234', { pct: '10' }, 2), '0.1357')
    assert.equal(revaluedPrice('100', { pct: '2.5' }, 2), '102.50')
    assert.equal(revaluedPrice('101', { pct: '2.5' }, 0), '104')
  })

  test('counts from the next period, or cuts the running one on the exact day', ({ assert }) => {
    const revalue = { on: day('2026-01-16'), kind: 'revalue' as const, pct: '10' }
    const target = day('2026-02-01')
    assert.deepEqual(rows(reconcile(lineTerms({ price: '310.00', events: [revalue] }), [], target)), [
      '2026-01-01 2026-02-01 310.00',
      '2026-02-01 2026-03-01 341.00',
    ])
    assert.deepEqual(rows(reconcile(lineTerms({ price: '310.00', events: [{ ...revalue, effective: 'exact' as const }] }), [], target)), [
      '2026-01-01 2026-01-16 150.00',
      '2026-01-16 2026-02-01 176.00',
      '2026-02-01 2026-03-01 341.00',
    ])
  })

  test('refuses an index of zero and a floor above the cap', ({ assert }) => {
    assert.throws(() => revaluedPrice('1', { index: { from: '0', to: '1' } }, 2), 'The index of reference is greater than zero')
    assert.throws(() => revaluedPrice('1', { pct: '1', floorPct: '3', capPct: '2' }, 2), 'A revaluation cannot have a floor above its cap')
  })
})
