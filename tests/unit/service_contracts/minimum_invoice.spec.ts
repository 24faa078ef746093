import fc from 'fast-check'
import { test } from '@japa/runner'
import { addMonthsAnchored } from '#shared/calendar/calendar_date'
import { waitsForMore } from '#service_contracts/rules/minimum_invoice'
import { simulate } from '#service_contracts/rules/simulation'
import { specificationsFrom } from '#service_contracts/rules/specification'
import { day } from '#tests/support/billing_cases'

const spec = (until: string, minInvoiceAmount: string | null, more: object = {}) => ({
  currency: 'EUR', price: '20.00', start: '2026-01-01', billing: { period: { unit: 'month', count: 1 }, mode: 'advance', minInvoiceAmount }, until, ...more,
})
const told = (...asked: Parameters<typeof spec>) => simulate(specificationsFrom(spec(...asked))[0])

test.group('The least amount of an invoice', () => {
  test('what is due below it waits, and goes out unchanged once there is enough', ({ assert }) => {
    assert.deepEqual(told('2026-02-01', '50.00'), { id: null, items: [], total: '0', carriedOver: '40.00', error: null })
    const enough = told('2026-03-01', '50.00')
    assert.equal(enough.total, '60.00')
    assert.deepEqual(enough.items.map(({ amount }) => amount), ['20.00', '20.00', '20.00'])
    assert.equal(told('2026-02-01', '40.00').total, '40.00')
    assert.equal(told('2026-02-01', null).total, '40.00')
  })

  test('the rest of a line that ends goes out, however small', ({ assert }) => {
    assert.equal(told('2026-01-01', '50.00', { end: '2026-03-01' }).carriedOver, '20.00')
    assert.equal(told('2026-02-01', '50.00', { end: '2026-03-01' }).total, '40.00')
  })

  test('a credit does not wait', ({ assert }) => {
    const invoiced = [{ from: '2026-01-01', to: '2026-02-01', amount: '20.00' }]
    const events = [{ on: '2026-01-01', kind: 'suspend' }]
    assert.equal(told('2026-01-15', '50.00', { invoiced, events }).total, '-20.00')
    assert.isFalse(waitsForMore({ dueMinor: 0, minimumMinor: 5_000, isLast: false }))
  })

  test('an amount that is none of the currency is refused', ({ assert }) => {
    assert.equal(told('2026-02-01', 'much').error?.code, 'invalid_amount')
    assert.equal(told('2026-02-01', '5.001').error?.code, 'invalid_amount')
  })

  test('billing month by month comes to the same in the end, and no invoice but the last is below it', ({ assert }) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 90 }), fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 18 }), (price, minimum, months) => {
        const end = addMonthsAnchored(day('2026-01-01'), months)
        const invoiced: { from: string; to: string; amount: string }[] = []
        const sums: number[] = []
        for (let month = 0; month <= months; month += 1) {
          const until = addMonthsAnchored(day('2026-01-01'), month)
          const { items, total } = told(until, `${minimum}.00`, { price: `${price}.00`, end, invoiced })
          if (items.length > 0) sums.push(Number(total))
          invoiced.push(...items.map(({ from, to, amount }) => ({ from, to, amount })))
        }
        assert.equal(sums.reduce((sum, one) => sum + one, 0), price * months)
        for (const sum of sums.slice(0, -1)) assert.isAtLeast(sum, minimum)
      }),
      { numRuns: 300 }
    )
  }).timeout(20_000)
})
