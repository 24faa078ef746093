import fc from 'fast-check'
import { test } from '@japa/runner'
import { spanOf } from '#billing/rules/span'

const MANY = { numRuns: 2_000 }

test.group('The span of ids', () => {
  test('reaches from the lowest to the highest, in whatever order they come', ({ assert }) => {
    assert.deepEqual(spanOf([7]), [7, 7])
    fc.assert(
      fc.property(fc.array(fc.nat(), { minLength: 1 }), (ids) => {
        assert.deepEqual(spanOf(ids), [Math.min(...ids), Math.max(...ids)])
      }),
      MANY
    )
  })
})
