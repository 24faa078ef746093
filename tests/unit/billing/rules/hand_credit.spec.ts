import fc from 'fast-check'
import { test } from '@japa/runner'
import { shareCredit } from '#billing/rules/hand_credit'

const MANY = { numRuns: 2_000 }

const charges = [
  { chargeId: 1, position: 1, leftCents: 10_000 },
  { chargeId: 2, position: 2, leftCents: 5_000 },
  { chargeId: 3, position: 3, leftCents: 0 },
]
const shared = (...args: Parameters<typeof shareCredit>) => {
  const { shares, excessCents } = shareCredit(...args)
  return [Object.fromEntries(shares), excessCents]
}

test.group('A credit made by hand in the ERP', () => {
  test('goes to the lines that it names', ({ assert }) => {
    assert.deepEqual(shared(charges, 5_000, [{ netCents: -5_000, creditsPosition: 1 }]), [{ 1: 5_000 }, 0])
    assert.deepEqual(shared(charges, 7_000, [{ netCents: -2_000, creditsPosition: 1 }, { netCents: -5_000, creditsPosition: 2 }]), [{ 1: 2_000, 2: 5_000 }, 0])
  })

  test('without lines goes to the charge of that very amount, else in proportion, to the cent', ({ assert }) => {
    assert.deepEqual(shared(charges, 5_000, []), [{ 2: 5_000 }, 0])
    assert.deepEqual(shared(charges, 15_000, []), [{ 1: 10_000, 2: 5_000 }, 0])
    assert.deepEqual(shared(charges, 100, []), [{ 1: 67, 2: 33 }, 0])
  })

  test('never takes more of a charge than is left of it, and says what was too much', ({ assert }) => {
    assert.deepEqual(shared(charges, 16_000, []), [{ 1: 10_000, 2: 5_000 }, 1_000])
    assert.deepEqual(shared(charges, 6_000, [{ netCents: -6_000, creditsPosition: 2 }]), [{ 1: 1_000, 2: 5_000 }, 0])
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -100, max: 10_000 }), { maxLength: 6 }), fc.integer({ min: 1, max: 40_000 }), (left, credited) => {
        const many = left.map((leftCents, index) => ({ chargeId: index + 1, position: index + 1, leftCents }))
        const { shares, excessCents } = shareCredit(many, credited, [])
        assert.equal([...shares.values()].reduce((sum, cents) => sum + cents, 0) + excessCents, credited)
        for (const { chargeId, leftCents } of many) assert.isAtMost(shares.get(chargeId) ?? 0, Math.max(leftCents, 0))
      }),
      MANY
    )
  })
})
