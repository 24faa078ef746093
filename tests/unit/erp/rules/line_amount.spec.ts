import { test } from '@japa/runner'
import fc from 'fast-check'
import { decimalsNeeded, lineAmount, multipliesTo } from '#erp/rules/line_amount'
import { moneyText } from '#shared/money/money'

test.group('A line that the ERP multiplies itself', () => {
  test('{quantity} × {price} gives {cents} cents: {fits}')
    .with([
      { quantity: '2', price: '50.0000', cents: 100_00, fits: true },
      { quantity: '1234', price: '0.0123', cents: 15_18, fits: true },
      { quantity: '-2', price: '50', cents: -100_00, fits: true },
      { quantity: '12', price: '8.3333', cents: 100_00, fits: true },
      { quantity: '12', price: '8.3333', cents: 99_97, fits: false },
      { quantity: '5', price: '0.001', cents: 1, fits: false },
      { quantity: '5', price: '0.001', cents: 0, fits: false },
    ])
    .run(({ assert }, { quantity, price, cents, fits }) =>
      assert.equal(multipliesTo(quantity, price, cents, 'EUR'), fits)
    )

  test('a yen has no decimals', ({ assert }) => {
    assert.isTrue(multipliesTo('3', '100.4', 301, 'JPY'))
    assert.equal(lineAmount('3', '100.5', 'JPY'), 302)
  })

  test('one piece at the net price always fits', () => {
    fc.assert(
      fc.property(fc.integer({ min: -(10 ** 12), max: 10 ** 12 }), (cents) =>
        multipliesTo('1', moneyText(cents, 'EUR'), cents, 'EUR')
      )
    )
  })

  test('what fits is also what rounding halves away from zero gives', () => {
    const decimal = fc
      .tuple(fc.integer({ min: -99999, max: 99999 }), fc.integer({ min: 0, max: 9999 }))
      .map(([whole, part]) => `${whole}.${String(part).padStart(4, '0')}`)
    fc.assert(
      fc.property(decimal, decimal, (quantity, price) => {
        const cents = lineAmount(quantity, price, 'EUR')
        return !multipliesTo(quantity, price, cents + 1, 'EUR') && !multipliesTo(quantity, price, cents - 1, 'EUR')
      })
    )
  })

  test('zeros at the end need no decimals', ({ assert }) => {
    assert.deepEqual(['12', '12.3400', '0.0001', '5.000'].map(decimalsNeeded), [0, 2, 4, 0])
  })
})
