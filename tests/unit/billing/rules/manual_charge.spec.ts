import { test } from '@japa/runner'
import fc from 'fast-check'
import { amountOf, manualRefusal, type ManualFacts } from '#billing/rules/manual_charge'

const MANY = { numRuns: 2_000 }

const FACTS: ManualFacts = { currency: 'EUR', quantity: '2.5', unit_price: '80.00', period_from: null, period_to: null, grouping: 'customer', service_contract_id: null, purchase_order: null }

test.group('Charges that people enter', () => {
  test('{0}')
    .with([
      ['a plain charge is sound', {}, null],
      ['a currency nobody knows', { currency: 'XXX' }, 'currency currency'],
      ['no quantity', { quantity: '0' }, 'quantity quantity'],
      ['a quantity below zero', { quantity: '-1' }, 'quantity quantity'],
      ['a price below zero', { unit_price: '-0.01' }, 'unit_price price'],
      ['an amount beyond what a column holds', { quantity: '999999999999999', unit_price: '999999999999999' }, 'unit_price amount'],
      ['an amount that rounds to nothing', { quantity: '1', unit_price: '0.004' }, 'unit_price nothing'],
      ['yen have no cents', { currency: 'JPY', quantity: '1', unit_price: '0.4' }, 'unit_price nothing'],
      ['a period without an end', { period_from: '2026-01-01' }, 'period_to period_open'],
      ['a period without a beginning', { period_to: '2026-01-01' }, 'period_from period_open'],
      ['a period that ends before it begins', { period_from: '2026-02-01', period_to: '2026-01-31' }, 'period_to period_order'],
      ['a period of no day', { period_from: '2026-02-01', period_to: '2026-02-01' }, 'period_to period_order'],
      ['the invoice of no contract', { grouping: 'contract' as const }, 'service_contract_id needs_contract'],
      ['the invoice of no order', { grouping: 'order' as const }, 'purchase_order needs_order'],
      ['a service period of a month', { period_from: '2026-01-01', period_to: '2026-02-01' }, null],
    ] as const)
    .run(({ assert }, [, changes, expected]) => {
      const refusal = manualRefusal({ ...FACTS, ...changes } as ManualFacts)
      assert.equal(refusal && `${refusal.field} ${refusal.reason}`, expected)
    })

  test('the amount is rounded once, in the unit of the currency', ({ assert }) => {
    assert.equal(amountOf('2.5', '80.00', 'EUR'), 20_000)
    assert.equal(amountOf('3', '0.333333', 'EUR'), 100)
    assert.equal(amountOf('1', '10.5', 'JPY'), 11)
    assert.equal(amountOf('1', '1.2345', 'KWD'), 1_235)
  })

  test('whole pieces at whole cents never lose a cent', ({ assert }) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000_000 }), (quantity, cents) => {
        assert.equal(amountOf(String(quantity), (cents / 100).toFixed(2), 'EUR'), quantity * cents)
      }),
      MANY
    )
  })
})
