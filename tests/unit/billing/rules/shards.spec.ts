import fc from 'fast-check'
import { test } from '@japa/runner'
import { LAST_ID, stretchesOf, stretchesOfCustomers, type IdStretch } from '#billing/rules/shards'

const MANY = { numRuns: 2_000 }

/** Whether stretches follow one another from the first id to beyond the last. */
function holdsEveryIdOnce(stretches: IdStretch[]): boolean {
  return stretches[0].firstId === 1 && stretches.at(-1)!.lastId === LAST_ID && stretches.every(({ firstId }, index) => index === 0 || firstId === stretches[index - 1].lastId + 1)
}

test.group('The parts of a run', () => {
  test('hold every id exactly once, also one that is added later', ({ assert }) => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 0, max: 1e5 }), fc.integer({ min: 50, max: 5000 }), (low, more, size) => {
        const stretches = stretchesOf([low, low + more], size)
        return holdsEveryIdOnce(stretches) && stretches.slice(1, -1).every(({ firstId, lastId }) => lastId - firstId + 1 === size)
      }),
      MANY
    )
    assert.deepEqual(stretchesOf(null, 10), [{ firstId: 1, lastId: LAST_ID }])
    assert.deepEqual(stretchesOf([1, 25], 10).map(({ lastId }) => lastId), [10, 20, LAST_ID])
  })

  test('keep the charges of a customer together and are of about one size', ({ assert }) => {
    const customers = [3, 4, 8, 9].map((id) => ({ id, charges: 6 }))
    assert.deepEqual(stretchesOfCustomers(customers, 10), [{ firstId: 1, lastId: 4 }, { firstId: 5, lastId: LAST_ID }])
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: 1, max: 500 }), { maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (ids, size) =>
        holdsEveryIdOnce(stretchesOfCustomers(ids.toSorted((one, other) => one - other).map((id) => ({ id, charges: 7 })), size))
      ),
      MANY
    )
  })
})
