import { test } from '@japa/runner'
import { correctedFacts, fixedFact } from '#installed_base/rules/correction'

const item = {
  product_id: 5,
  serial: null as string | null,
  company_id: 10,
  place: null,
  quantity: '4',
  ownership: 'owned',
  delivered_on: '2026-01-10',
  is_open: 1,
}

test.group('Corrections', () => {
  test('say only what differs', ({ assert }) => {
    assert.deepEqual(correctedFacts(item, { ...item, quantity: '4.00', place: '' }), {})
    assert.deepEqual(correctedFacts(item, { ...item, quantity: '3', place: 'Hall 2' }), { quantity: '3', place: 'Hall 2' })
  })

  test('leave the product and the serial number alone', ({ assert }) => {
    assert.deepEqual(fixedFact({ product_id: 6 }, item), { fact: 'product_id', field: 'product_id' })
    assert.deepEqual(fixedFact({ serial: 'A' }, item), { fact: 'serial', field: 'serial' })
    assert.isNull(fixedFact({ product_id: '5', serial: '' }, item))
  })

  test('keep quantities above zero and serial numbers single', ({ assert }) => {
    assert.deepEqual(fixedFact({ quantity: '0' }, item), { fact: 'quantity', field: 'quantity' })
    assert.deepEqual(fixedFact({ quantity: '2' }, { ...item, serial: 'A', quantity: '1' }), { fact: 'quantity', field: 'quantity' })
    assert.isNull(fixedFact({ quantity: '2' }, item))
  })

  test('do not touch what nobody holds any more', ({ assert }) => {
    assert.deepEqual(fixedFact({ place: 'Hall 2' }, { ...item, is_open: 0 }), { fact: 'closed', field: 'place' })
    assert.isNull(fixedFact({ delivered_on: '2026-01-09' }, { ...item, is_open: 0 }))
  })
})
