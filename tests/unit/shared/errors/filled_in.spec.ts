import { test } from '@japa/runner'
import { filledIn } from '#shared/errors/filled_in'

test.group('A sentence with values in it', () => {
  test('takes each value in its place, and nothing where none is given', ({ assert }) => {
    assert.equal(filledIn('{needed} points are needed, {available} are left', { needed: 12, available: '0' }), '12 points are needed, 0 are left')
    assert.equal(filledIn('Offer {number}{more}', { number: 'A-{more}' }), 'Offer A-{more}')
  })
})
