import { test } from '@japa/runner'
import { added, compareQuantities, isSome, magnitude, quantity, smaller, taken } from '#installed_base/rules/quantity'

test.group('Quantities', () => {
  test('are added and taken exactly', ({ assert }) => {
    assert.equal(added('0.1', '0.2'), '0.3')
    assert.equal(taken('10', '2.50'), '7.5')
    assert.equal(taken('1', '1.000'), '0')
    assert.equal(taken('1', '3'), '-2')
  })

  test('are written without needless zeros', ({ assert }) => {
    assert.deepEqual(['3.0000', '100', '0.00', '2.50', '-4.0'].map(quantity), ['3', '100', '0', '2.5', '-4'])
  })

  test('are compared as numbers, not as text', ({ assert }) => {
    assert.isAbove(compareQuantities('10', '9'), 0)
    assert.equal(compareQuantities('1.0', '1'), 0)
    assert.equal(smaller('10', '9'), '9')
    assert.isFalse(isSome('0.0'))
    assert.equal(magnitude('-2'), '2')
  })
})
