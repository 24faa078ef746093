import fc from 'fast-check'
import { test } from '@japa/runner'
import { expectedGoods, type OrderedLine } from '#installed_base/rules/expected_goods'
import { added } from '#installed_base/rules/quantity'

const line = (key: string, quantity: string, expectedOn: string | null = null, orderedOn = '2026-02-01') =>
  ({ key, quantity, expectedOn, orderedOn }) as OrderedLine
const open = (...args: Parameters<typeof expectedGoods>) => expectedGoods(...args).map(({ key, open: left }) => [key, left])

test.group('Goods expected from orders', () => {
  test('each delivery takes from its line, which disappears with the last of it', ({ assert }) => {
    const lines = [line('1', '3'), line('2', '0.5')]

    assert.deepEqual(open(lines, []), [['1', '3'], ['2', '0.5']])
    assert.deepEqual(open(lines, [{ key: '1', quantity: '2' }, { key: '2', quantity: '0.5' }]), [['1', '1']])
    assert.deepEqual(open(lines, [{ key: '1', quantity: '2' }, { key: '1', quantity: '2' }, { key: '2', quantity: '1' }]), [])
  })

  test('a correction of a delivery is expected again', ({ assert }) => {
    assert.deepEqual(open([line('1', '3')], [{ key: '1', quantity: '3' }, { key: '1', quantity: '-1' }]), [['1', '1']])
  })

  test('what is expected first comes first, then what has no day, the oldest order before the others', ({ assert }) => {
    const lines = [line('new', '1', null, '2026-03-01'), line('old', '1', null, '2026-01-01'), line('late', '1', '2026-05-01'), line('soon', '1', '2026-04-01')]
    assert.deepEqual(open(lines, []).map(([key]) => key), ['soon', 'late', 'old', 'new'])
  })

  test('what is still to come and what came are what was ordered, whatever the parts it came in', ({ assert }) => {
    const parts = fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 6 })
    fc.assert(
      fc.property(parts, fc.integer({ min: 1, max: 9 }), (came, rest) => {
        const ordered = String(came.reduce((sum, part) => sum + part, rest))
        const [left] = expectedGoods([line('1', ordered)], came.map((part) => ({ key: '1', quantity: String(part) })))
        assert.equal(came.reduce((sum, part) => added(sum, String(part)), left.open), ordered)
      })
    )
  })
})
