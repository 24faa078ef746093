import fc from 'fast-check'
import { test } from '@japa/runner'
import { currencyCodes, currencyExponent, isCurrency } from '#shared/money/currency'
import { decimalText, parseDecimal } from '#shared/money/decimal'
import { moneyText, parseMoney, splitByWeights, splitEvenly } from '#shared/money/money'
import { add, compare, divide, multiply, ratio, round, subtract } from '#shared/money/ratio'
import { divideHalfAwayFromZero, toSafeInteger } from '#shared/money/rounding'

test.group('Money', () => {
  test('is an integer of the smallest unit of its currency', ({ assert }) => {
    assert.deepEqual(['EUR', 'JPY', 'KWD'].map((currency) => parseMoney('12.5', currency)), [1_250, 13, 12_500])
    assert.deepEqual(['EUR', 'JPY', 'KWD'].map((currency) => moneyText(-1_250, currency)), ['-12.50', '-1250', '-1.250'])
    assert.equal(moneyText(5, 'EUR'), '0.05')
  })

  test('is rounded once, halves away from zero', ({ assert }) => {
    assert.deepEqual(['0.005', '-0.005', '0.0049', '2.675'].map((text) => parseMoney(text, 'EUR')), [1, -1, 0, 268])
  })

  test('refuses what is no amount', ({ assert }) => {
    for (const text of ['', '1e3', '1,5', '.5', '5.', 'ten', ' 1', '1'.repeat(31), '9'.repeat(20)]) {
      assert.throws(() => parseMoney(text, 'EUR'))
    }
    assert.throws(() => parseMoney('1', 'XXY'), '"XXY" is not an ISO 4217 currency')
    assert.throws(() => moneyText(0.5, 'EUR'), '0.5 is not an amount in minor units')
  })

  test('splits without a cent lost; the rest goes to the last part', ({ assert }) => {
    assert.deepEqual(splitEvenly(10_000, 12), [...new Array<number>(11).fill(833), 837])
    assert.deepEqual(splitByWeights(-100, [1, 1, 1]), [-33, -33, -34])
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.nat(1_000), { minLength: 1, maxLength: 20 }), (amount, weights) => {
        fc.pre(weights.some((weight) => weight > 0))
        assert.equal(splitByWeights(amount, weights).reduce((sum, part) => sum + part, 0), amount)
      })
    )
    assert.throws(() => splitEvenly(100, 0), 'An amount is split in one part or more, not 0')
    assert.throws(() => splitByWeights(100, [0, 0]), 'Weights are integers, none negative and not all zero')
  })

  test('reads back what it writes', ({ assert }) => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.constantFrom(...currencyCodes()), (amount, currency) => {
        assert.equal(parseMoney(moneyText(amount, currency), currency), amount)
      })
    )
  })
})

test.group('Currencies', () => {
  test('have the exponents of ISO 4217', ({ assert }) => {
    assert.deepEqual(['USD', 'JPY', 'KWD', 'CLF'].map(currencyExponent), [2, 0, 3, 4])
    assert.isFalse(isCurrency('usd'))
    assert.isFalse(isCurrency('constructor'))
  })
})

test.group('Exact numbers', () => {
  test('decimals keep every digit', ({ assert }) => {
    for (const text of ['0', '-0.05', '12.50', `0.${'0'.repeat(28)}1`]) assert.equal(decimalText(parseDecimal(text)), text)
  })

  test('ratios are computed without rounding', ({ assert }) => {
    const third = ratio(1, 3)
    assert.equal(compare(add(third, add(third, third)), ratio(1)), 0)
    assert.equal(compare(subtract(ratio(1), third), multiply(ratio(2), third)), 0)
    assert.equal(compare(divide(third, ratio(-2)), ratio(-1, 6)), 0)
    assert.equal(round(ratio(-5, 2)), -3n)
    assert.throws(() => ratio(1, 0), 'A ratio has no denominator zero')
  })

  test('numbers and bigints round alike', ({ assert }) => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 1_000_000_000 }), (value, divisor) => {
        assert.equal(divideHalfAwayFromZero(value, divisor), toSafeInteger(round(ratio(value, divisor))))
      })
    )
  })
})
