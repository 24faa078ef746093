import { test } from '@japa/runner'
import fc from 'fast-check'
import { ratio } from '#shared/money/ratio'
import { splitPrice } from '#projects/rules/price_split'
import { plannedAmounts, sumOf } from '#projects/rules/project_plan'
import { shareLabel, shareRatio, shareText } from '#projects/rules/share'

const MANY = { numRuns: 2_000 }
const share = (text: string, pinnedCents: number | null = null) => ({ share: shareRatio(text), pinnedCents })
const aPrice = fc.integer({ min: 1, max: 9_007_199_254_740_991 })
/** Shares that make one whole: so many parts of their sum. */
const aWhole = fc
  .array(fc.integer({ min: 1, max: 10_000 }), { minLength: 1, maxLength: 12 })
  .map((weights) => weights.map((weight) => ratio(weight, weights.reduce((sum, one) => sum + one, 0))))
const total = (parts: number[]) => parts.reduce((sum, part) => sum + BigInt(part), 0n)

test.group('A price that milestones share', () => {
  test('{0}')
    .with([
      ['thirds of 100.00: the last gets the cent', 10_000, ['1/3', '1/3', '1/3'], [3_333, 3_333, 3_334]],
      ['two cents over go to the last two', 10_001, ['1/3', '1/3', '1/3'], [3_333, 3_334, 3_334]],
      ['percentages', 123_457, ['30', '30', '40'], [37_037, 37_037, 49_383]],
      ['the larger remainder gets the cent first', 1_001, ['12.5', '87.5'], [125, 876]],
      ['yen', 1_000, ['1/7', '6/7'], [143, 857]],
      ['shares of less than the whole come to their sum, rounded once', 1_001, ['25', '25'], [250, 251]],
      ['a price of one cent', 1, ['50', '50'], [0, 1]],
      ['nothing is shared by nobody', 5_000, [], []],
    ] as const)
    .run(({ assert }, [, price, shares, expected]) => {
      assert.deepEqual(splitPrice(price, shares.map((text) => share(text))), [...expected])
    })

  test('shares of one whole come to the price exactly, each within a unit of its share', ({ assert }) => {
    fc.assert(
      fc.property(aPrice, aWhole, (price, shares) => {
        const parts = splitPrice(price, shares.map((one) => ({ share: one, pinnedCents: null })))
        assert.equal(total(parts), BigInt(price))
        shares.forEach(({ num, den }, index) => {
          const off = BigInt(parts[index]) * den - BigInt(price) * num
          assert.isTrue(off > -den && off < den)
        })
      }),
      MANY
    )
  })

  test('parts that are pinned at what they were make the others come to the rest', ({ assert }) => {
    fc.assert(
      fc.property(aPrice, aWhole, fc.infiniteStream(fc.boolean()), (price, shares, pins) => {
        const parts = splitPrice(price, shares.map((one) => ({ share: one, pinnedCents: null })))
        const again = splitPrice(price, shares.map((one, index) => ({ share: one, pinnedCents: pins.next().value ? parts[index] : null })))
        assert.equal(total(again), BigInt(price))
      }),
      MANY
    )
  })

  test('a part that was reached at another price counts for itself', ({ assert }) => {
    assert.deepEqual(splitPrice(20_000, [share('50', 5_000), share('50')]), [5_000, 10_000])
    assert.deepEqual(splitPrice(10_000, [share('1/3', 3_334), share('1/3'), share('1/6'), share('1/6')]), [3_334, 3_333, 1_666, 1_667])
  })

  test('amounts that were entered stand beside shares, and reached ones as they were', ({ assert }) => {
    const plan = [
      { id: 1, share: null, netCents: 2_001, isReached: false },
      { id: 2, share: '1/3', netCents: 0, isReached: false },
      { id: 3, share: '1/3', netCents: 3_333, isReached: true },
    ]
    assert.deepEqual([...plannedAmounts(9_999, plan)], [[1, 2_001], [2, 3_333], [3, 3_333]])
    assert.throws(() => sumOf([9_007_199_254_740_991, 1]), /too large/)
  })
})

test.group('A share as people write it', () => {
  test('"{0}" reads as {1}')
    .with([
      ['30', '30'],
      [' 30 % ', '30'],
      ['12,50', '12.5'],
      ['100', '100'],
      ['0.000001', '0.000001'],
      ['1/3', '1/3'],
      ['01 / 03', '1/3'],
      ['3/3', '3/3'],
    ])
    .run(({ assert }, [typed, text]) => assert.equal(shareText(typed), text))

  test('"{$self}" is none')
    .with(['', '0', '0.0', '0/5', '1/0', '100.01', '4/3', '-5', '1e2', '30 40', '1/2/3', '½', '12.1234567', '1000000/1', 'all', '30%%', '1/-3'])
    .run(({ assert }, typed) => assert.isNull(shareText(typed)))

  test('it is shown as it was meant', ({ assert }) => {
    assert.deepEqual([shareLabel('12.5'), shareLabel('1/3')], ['12.5 %', '1/3'])
  })
})
