import { test } from '@japa/runner'
import { goodsIn, serialsIn, whyGoodsStay, lotsIn } from '#erp/rules/sandbox_goods'

test.group('Goods that move in the sandbox', () => {
  test('each piece of a serialised product needs its own serial number', ({ assert }) => {
    assert.isNull(whyGoodsStay({ quantity: 2, serials: ['A', 'B'] }, 3, true))
    assert.equal(whyGoodsStay({ quantity: 2, serials: ['A'] }, 3, true), 'serials')
    assert.equal(whyGoodsStay({ quantity: 2, serials: ['A', 'A'] }, 3, true), 'serials')
    assert.isNull(whyGoodsStay({ quantity: 2, serials: [] }, 3, false))
  })

  test('no more moves than is left', ({ assert }) => {
    assert.equal(whyGoodsStay({ quantity: 4, serials: [] }, 3, false), 'too_many')
    assert.equal(whyGoodsStay({ quantity: -1, serials: [] }, 3, false), 'too_many')
  })

  test('serial numbers are read from lines, commas and blanks', ({ assert }) => {
    assert.deepEqual(serialsIn(' A-1\nB 2,C;\r\n'), ['A-1', 'B', '2', 'C'])
    assert.deepEqual(goodsIn({ quantity_7: '2', serials_7: 'A B', quantity_8: 'many' }, [7, 8]), [
      { id: 7, quantity: 2, serials: ['A', 'B'], lots: [] },
      { id: 8, quantity: 0, serials: [], lots: [] },
    ])
  })

  test('lots are read one a line, and add up to the quantity', ({ assert }) => {
    const lots = lotsIn(' L 1 6\r\n\nL-2 4,5 \nL-3')
    assert.deepEqual(lots, [{ lot: 'L 1', quantity: '6' }, { lot: 'L-2', quantity: '4.5' }, { lot: 'L-3', quantity: '0' }])
    assert.equal(whyGoodsStay({ quantity: 10.5, serials: [], lots }, 20, false), 'lots')
    assert.isNull(whyGoodsStay({ quantity: 10.5, serials: [], lots: lots.slice(0, 2) }, 20, false))
  })
})
