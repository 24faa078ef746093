import fc from 'fast-check'
import { test } from '@japa/runner'
import { creditOf, type CreditWish } from '#billing/rules/credit_request'
import { shareCredit } from '#billing/rules/hand_credit'

const MANY = { numRuns: 3_000 }

/** A line of an approved invoice with everything that was ever taken of it. */
interface Line {
  netCents: number
  quantity: string
  /** Requests by number; withdrawn ones are gone. */
  requests: Map<number, number>
  creditedThere: number
}

type Step =
  | { kind: 'ask'; line: number; wish: CreditWish }
  | { kind: 'withdraw'; request: number }
  | { kind: 'there'; cents: number; named: { position: number; cents: number }[] }

const anyWish: fc.Arbitrary<CreditWish> = fc.oneof(
  fc.constant<CreditWish>({ kind: 'whole' }),
  fc.integer({ min: -10, max: 150_000 }).map((cents): CreditWish => ({ kind: 'amount', cents })),
  fc.integer({ min: -5, max: 3_000 }).map((hundredths): CreditWish => ({ kind: 'quantity', quantity: (hundredths / 100).toFixed(2) }))
)
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('ask' as const), line: fc.nat(4), wish: anyWish }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('withdraw' as const), request: fc.nat(20) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('there' as const),
      cents: fc.integer({ min: 1, max: 200_000 }),
      named: fc.array(fc.record({ position: fc.integer({ min: 1, max: 6 }), cents: fc.integer({ min: -100_000, max: 100 }) }), { maxLength: 3 }),
    }),
  }
)
const anyInvoice = fc.array(
  fc.record({ netCents: fc.integer({ min: -5_000, max: 100_000 }), quantity: fc.integer({ min: 1, max: 2_000 }).map((hundredths) => (hundredths / 100).toFixed(2)) }),
  { minLength: 1, maxLength: 5 }
)

const sum = (numbers: Iterable<number>) => [...numbers].reduce((total, one) => total + one, 0)
const taken = ({ requests, creditedThere }: Line) => sum(requests.values()) + creditedThere

test.group('Credits of an approved invoice, by requests and in the ERP', () => {
  test('in whatever order never give back more than was billed less what was given back', ({ assert }) => {
    fc.assert(
      fc.property(anyInvoice, fc.array(anyStep, { maxLength: 25 }), (billed, steps) => {
        const lines: Line[] = billed.map((line) => ({ ...line, requests: new Map(), creditedThere: 0 }))
        let asked = 0
        for (const step of steps) {
          if (step.kind === 'withdraw') for (const line of lines) line.requests.delete(step.request)
          else if (step.kind === 'ask') {
            const line = lines[step.line % lines.length]
            const leftCents = Math.max(line.netCents - taken(line), 0)
            const credit = creditOf({ ...line, takenCents: taken(line) }, step.wish)
            if ('cents' in credit) {
              if (credit.cents <= 0 || credit.cents > leftCents) assert.fail(`${credit.cents} of ${leftCents}`)
              if (step.wish.kind === 'whole' && credit.cents !== leftCents) assert.fail('the whole is all that is left')
              line.requests.set((asked += 1), credit.cents)
            } else if (credit.leftCents !== leftCents) assert.fail(`${credit.leftCents} is said to be left, not ${leftCents}`)
          } else {
            const charges = lines.map((line, index) => ({ chargeId: index, position: index + 1, leftCents: line.netCents - taken(line) }))
            const { shares, excessCents } = shareCredit(charges, step.cents, step.named.map(({ position, cents }) => ({ netCents: cents, creditsPosition: position })))
            if (sum(shares.values()) + excessCents !== step.cents) assert.fail('a credit of the ERP is shared to the cent')
            for (const [index, cents] of shares) lines[index].creditedThere += cents
          }
          for (const line of lines) if (taken(line) > Math.max(line.netCents, 0)) assert.fail(`${taken(line)} was taken of ${line.netCents}`)
        }
      }),
      MANY
    )
  }).timeout(30_000)

  test('by any pieces and then all the rest give back the whole line to the cent', ({ assert }) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000_000 }), fc.integer({ min: 1, max: 500 }), fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 12 }), (netCents, quantity, pieces) => {
        let takenCents = 0
        for (const some of pieces) {
          const credit = creditOf({ netCents, quantity: String(quantity), takenCents }, { kind: 'quantity', quantity: String(some) })
          if ('cents' in credit) takenCents += credit.cents
        }
        const rest = creditOf({ netCents, quantity: String(quantity), takenCents }, { kind: 'whole' })
        assert.equal(takenCents + ('cents' in rest ? rest.cents : 0), netCents)
      }),
      MANY
    )
  })
})
