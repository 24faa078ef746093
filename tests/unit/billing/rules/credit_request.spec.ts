import { test } from '@japa/runner'
import fc from 'fast-check'
import { creditOf, type CreditWish } from '#billing/rules/credit_request'

const MANY = { numRuns: 2_000 }

const line = (takenCents = 0) => ({ netCents: 10_000, quantity: '3', takenCents })
const amount = (cents: number): CreditWish => ({ kind: 'amount', cents })
const pieces = (quantity: string): CreditWish => ({ kind: 'quantity', quantity })

test.group('What of a billed line is given back', () => {
  test('{0}')
    .with([
      ['all that is left', line(2_500), { kind: 'whole' } as CreditWish, { cents: 7_500 }],
      ['an amount of it', line(), amount(4_000), { cents: 4_000 }],
      ['one piece of three is its rounded share', line(), pieces('1'), { cents: 3_333 }],
      ['two pieces of three', line(), pieces('2'), { cents: 6_667 }],
      ['all pieces are all of it', line(), pieces('3'), { cents: 10_000 }],
      ['half a piece', line(), pieces('0.5'), { cents: 1_667 }],
      ['nothing of what was credited whole', line(10_000), { kind: 'whole' } as CreditWish, { refusal: 'nothing_left', leftCents: 0 }],
      ['no more than is left', line(6_000), amount(4_001), { refusal: 'too_much', leftCents: 4_000 }],
      ['no more pieces than the line has', line(), pieces('3.01'), { refusal: 'too_many', leftCents: 10_000 }],
      ['no amount below zero', line(), amount(-1), { refusal: 'not_positive', leftCents: 10_000 }],
      ['no piece below zero', line(), pieces('-1'), { refusal: 'not_positive', leftCents: 10_000 }],
      ['nothing of a credit', { netCents: -500, quantity: '1', takenCents: 0 }, { kind: 'whole' } as CreditWish, { refusal: 'no_charge', leftCents: 0 }],
    ] as const)
    .run(({ assert }, [, from, wish, expected]) => {
      assert.deepEqual(creditOf(from, wish), expected as never)
    })

  test('whatever is asked for in whatever order, no more is given back than was billed', ({ assert }) => {
    const wish: fc.Arbitrary<CreditWish> = fc.oneof(
      fc.constant<CreditWish>({ kind: 'whole' }),
      fc.integer({ min: -10, max: 2_000_000 }).map(amount),
      fc.integer({ min: -5, max: 2_000 }).map((hundredths) => pieces((hundredths / 100).toFixed(2)))
    )
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.integer({ min: 1, max: 1_000 }), fc.array(wish, { maxLength: 30 }), (netCents, quantity, wishes) => {
        let takenCents = 0
        for (const one of wishes) {
          const credit = creditOf({ netCents, quantity: String(quantity), takenCents }, one)
          if ('cents' in credit) {
            assert.isAbove(credit.cents, 0)
            takenCents += credit.cents
          } else assert.equal(credit.leftCents, netCents - takenCents)
          assert.isAtMost(takenCents, netCents)
        }
      }),
      MANY
    )
  })
})
