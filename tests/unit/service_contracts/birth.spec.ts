import { test } from '@japa/runner'
import { calendarDate } from '#shared/calendar/calendar_date'
import { birthday, birthDecision, sourceKey } from '#service_contracts/rules/birth'
import { groupKeyOf } from '#service_contracts/rules/grouping'

const sold = { state: 'confirmed' as const, isCancelled: false, quantity: '2', unitPrice: '60.00', modelIsActive: true }
const born = { status: 'active' as const, quantity: '2', unitPrice: '60.0000' }

test.group('The birth of a contract', () => {
  test('happens once an order is confirmed, by a model in use', ({ assert }) => {
    assert.equal(birthDecision(sold, null).decision, 'create')
    assert.equal(birthDecision({ ...sold, state: 'done' }, null).decision, 'create')
    assert.equal(birthDecision({ ...sold, state: 'draft' }, null).decision, 'wait')
    assert.equal(birthDecision({ ...sold, isCancelled: true }, null).decision, 'wait')
    assert.equal(birthDecision({ ...sold, modelIsActive: false }, null).decision, 'wait')
  })

  test('is followed by nothing while the order line says the same', ({ assert }) => {
    assert.equal(birthDecision(sold, born).decision, 'nothing')
    assert.equal(birthDecision({ ...sold, modelIsActive: false }, born).decision, 'nothing')
  })

  test('leaves a draft to its order line and an active contract to a person', ({ assert }) => {
    const changed = { ...sold, quantity: '3' }
    assert.equal(birthDecision(changed, { ...born, status: 'draft' }).decision, 'follow')
    assert.deepEqual(birthDecision(changed, born), { decision: 'alert', kind: 'order_line_changed' })
    assert.equal(birthDecision({ ...sold, state: 'cancelled' }, { ...born, status: 'draft' }).decision, 'cancel')
    assert.deepEqual(birthDecision({ ...sold, isCancelled: true }, { ...born, status: 'suspended' }), { decision: 'alert', kind: 'order_line_cancelled' })
  })

  test('holds the order line against what was agreed since', ({ assert }) => {
    const three = { quantity: '3', unitPrice: '60' }
    assert.equal(birthDecision({ ...sold, quantity: '3' }, { ...born, agreed: three, hasChanged: true }).decision, 'nothing')
    assert.deepEqual(birthDecision(sold, { ...born, agreed: three, hasChanged: true }), { decision: 'alert', kind: 'order_line_changed' })
    assert.equal(birthDecision(sold, { ...born, agreed: three, hasChanged: false }).decision, 'nothing')
  })

  test('troubles nobody about a contract that has ended', ({ assert }) => {
    for (const status of ['ended', 'cancelled'] as const) {
      assert.equal(birthDecision({ ...sold, isCancelled: true }, { ...born, status }).decision, 'nothing')
    }
  })

  test('is on the day of the order or the first of the month after', ({ assert }) => {
    const day = calendarDate('2026-01-31')
    assert.equal(birthday(day, 'order_date'), '2026-01-31')
    assert.equal(birthday(day, 'next_month'), '2026-02-01')
    assert.equal(birthday(calendarDate('2026-03-01'), 'next_month'), '2026-03-01')
    assert.equal(birthday(calendarDate('2026-12-02'), 'next_month'), '2027-01-01')
  })

  test('is known by connection, order, line and model', ({ assert }) => {
    assert.equal(sourceKey(1, 'SO-9', '3', 5), '1:SO-9:3:5')
  })
})

test.group('The group of a charge', () => {
  const line = { id: 4, contract_id: 7, sales_order_number: 'P-1', installed_item_id: 9 }

  test('is the customer, the contract, the order or the item', ({ assert }) => {
    assert.equal(groupKeyOf('customer', line), 'customer')
    assert.equal(groupKeyOf('contract', line), 'contract:7')
    assert.equal(groupKeyOf('order', line), 'order:P-1')
    assert.equal(groupKeyOf('item', line), 'item:9')
  })

  test('is the place of the item, and the contract where the item has none', ({ assert }) => {
    assert.equal(groupKeyOf('site', { ...line, item_site_id: 3 }), 'place:3')
    assert.equal(groupKeyOf('site', line), 'contract:7')
  })

  test('falls back to the contract without an order, and to the line without an item', ({ assert }) => {
    assert.equal(groupKeyOf('order', { ...line, sales_order_number: null }), 'contract:7')
    assert.equal(groupKeyOf('item', { ...line, installed_item_id: null }), 'line:4')
  })

  test('keeps two long order numbers apart', ({ assert }) => {
    const key = (ending: string) => groupKeyOf('order', { ...line, sales_order_number: `${'X'.repeat(50)}${ending}` })
    assert.notEqual(key('1'), key('2'))
    assert.isAtMost(key('1').length, 40)
  })
})
