import fc from 'fast-check'
import { test } from '@japa/runner'
import { orderPrice } from '#erp/rules/order_price'
import { lineNet, netUnitPrice, totalNet, weightedCents } from '#sales/rules/line_net'

const line = (quantity: string, unitPrice: string, discountPercent: string | null = null) => ({ quantity, unitPrice, discountPercent })

test.group('The amount of a line', () => {
  test('is quantity times price less the discount, rounded once', ({ assert }) => {
    assert.equal(lineNet(line('3', '1249.00', '7.5'), 'EUR'), 346_598) // 3 × 1249.00 × 0.925 = 3465.975
    assert.equal(lineNet(line('1', '0.005'), 'EUR'), 1)
    assert.equal(lineNet(line('2.5', '0.333'), 'EUR'), 83) // 0.8325
    assert.equal(lineNet(line('1', '99.99', '100'), 'EUR'), 0)
  })

  test('has the decimals of its currency', ({ assert }) => {
    assert.equal(lineNet(line('3', '1050.5'), 'JPY'), 3_152) // 3151.5
    assert.equal(lineNet(line('1', '1.2345'), 'KWD'), 1_235)
  })

  test('is what the ERP computes from the price after discount', ({ assert }) => {
    const digits = (max: number) => fc.integer({ min: 1, max }).map((cents) => (cents / 100).toFixed(2))
    fc.assert(
      fc.property(digits(99_999), digits(9_999_999), digits(10_000), (quantity, unitPrice, discountPercent) => {
        const net = lineNet({ quantity, unitPrice, discountPercent }, 'EUR')
        assert.equal(lineNet(line(quantity, netUnitPrice({ unitPrice, discountPercent })), 'EUR'), net)
        const told = orderPrice({ quantity, unitPrice: netUnitPrice({ unitPrice, discountPercent }), netCents: net }, 4, 'EUR')
        if (told !== null) assert.equal(lineNet(line(quantity, told), 'EUR'), net)
      })
    )
  })

  test('too large for the house is refused, not cut', ({ assert }) => {
    assert.throws(() => lineNet(line('999999999', '999999999999'), 'EUR'), RangeError)
  })
})

test.group('The price after discount', () => {
  test('is exact, and has no more decimals than it needs', ({ assert }) => {
    assert.equal(netUnitPrice({ unitPrice: '1249.00', discountPercent: '7.5' }), '1155.325')
    assert.equal(netUnitPrice({ unitPrice: '100', discountPercent: '10' }), '90')
    assert.equal(netUnitPrice({ unitPrice: '12.50', discountPercent: null }), '12.5')
    assert.equal(netUnitPrice({ unitPrice: '5', discountPercent: '100' }), '0')
  })

  test('is told with fewer decimals where the amount stays the same, and else not at all', ({ assert }) => {
    assert.equal(orderPrice({ quantity: '1', unitPrice: '1155.325', netCents: 115_533 }, 8, 'EUR'), '1155.325')
    assert.equal(orderPrice({ quantity: '1', unitPrice: '0.123456', netCents: 12 }, 4, 'EUR'), '0.1235')
    assert.isNull(orderPrice({ quantity: '1000', unitPrice: '0.123456', netCents: 12_346 }, 2, 'EUR'))
  })
})

test.group('Sums of opportunities and offers', () => {
  test('add up exactly and weigh by the probability, halves away from zero', ({ assert }) => {
    assert.equal(totalNet([1, 2, 3_000_000_000_000]), 3_000_000_000_003)
    assert.equal(totalNet([]), 0)
    assert.equal(weightedCents(12_345, 50), 6_173) // 6172.5
    assert.equal(weightedCents(12_345, 0), 0)
    assert.equal(weightedCents(12_345, 100), 12_345)
  })
})
