import { test } from '@japa/runner'
import { payloadHash } from '#mirror/rules/payload_hash'
import { missingParent, sortPage, type KnownRow } from '#mirror/rules/page_sorting'
import { CUSTOMER_MIRRORING } from '#mirror/rules/customer_mirroring'
import { DELIVERY_MIRRORING } from '#mirror/rules/delivery_mirroring'
import { SALES_ORDER_MIRRORING } from '#mirror/rules/sales_order_mirroring'
import { erpCustomer, erpDelivery, erpOrder } from '#tests/support/erp_records'

const known = (rows: Record<string, Partial<KnownRow>>) =>
  new Map(Object.entries(rows).map(([id, row]) => [id, { id: 1, hash: '', isGone: false, ...row }]))

test.group('Sorting of a page', () => {
  test('tells new, changed, unchanged and returned records apart', ({ assert }) => {
    const [fresh, same, changed, back] = ['1', '2', '3', '4'].map((id) => erpCustomer(id))
    const rows = known({ '2': { hash: payloadHash(same) }, '3': { hash: 'old' }, '4': { hash: payloadHash(back), isGone: true } })

    const sorted = sortPage([fresh, same, changed, back], rows, CUSTOMER_MIRRORING)

    assert.deepEqual(sorted.created.map(({ record }) => record.id), ['1'])
    assert.deepEqual(sorted.unchanged, ['2'])
    assert.deepEqual(sorted.changed.map(({ record }) => record.id), ['3', '4'])
  })

  test('a record that stands twice counts once, as read last', ({ assert }) => {
    const sorted = sortPage([erpCustomer('1'), erpCustomer('1', { name: 'Last' })], known({}), CUSTOMER_MIRRORING)

    assert.deepEqual(sorted.created.map(({ record }) => record.name), ['Last'])
  })

  test('says what is wrong with a faulty record', ({ assert }) => {
    const faulty = [
      erpDelivery('1', '1', '1', { deliveredOn: '2026-02-30' as never }),
      erpDelivery('2', '1', '1', { lines: [{ ...erpDelivery('2', '1', '1').lines[0], quantity: '1,5' }] }),
      erpDelivery('3', '1', '1', { lines: [{ ...erpDelivery('3', '1', '1').lines[0], serials: undefined as never }] }),
      erpDelivery('x'.repeat(70), '1', '1'),
      erpDelivery('5', '', '1'),
      erpDelivery('6', '1', '1', { kind: 'gift' as never }),
    ]
    const reasons = sortPage(faulty, known({}), DELIVERY_MIRRORING).faulty.map((one) => one.reason)

    assert.lengthOf(reasons, 6)
    assert.equal(reasons[0], 'delivery date is not a date: "2026-02-30"')
    assert.equal(reasons[1], 'quantity is not a decimal number: "1,5"')
    assert.match(reasons[2], /lacks a part that was agreed/)
    assert.equal(reasons[3], 'id is longer than 64 characters')
    assert.equal(reasons[4], 'customer is empty')
    assert.equal(reasons[5], 'kind is not one of delivery, return, loan, consignment, consumption: "gift"')
  })

  test('lines of one record may not share an identifier', ({ assert }) => {
    const [line] = erpOrder('1', '1', '1').lines
    const { faulty } = sortPage([erpOrder('1', '1', '1', { lines: [line, line] })], known({}), SALES_ORDER_MIRRORING)

    assert.equal(faulty[0].reason, 'lines repeat the id 1-1')
  })

  test('names the first parent that is not here', ({ assert }) => {
    const order = erpOrder('1', 'c', 'p')

    assert.deepEqual(missingParent(order, SALES_ORDER_MIRRORING, (entity) => entity === 'customer'), { entity: 'product', id: 'p' })
    assert.isNull(missingParent(order, SALES_ORDER_MIRRORING, () => true))
  })
})
