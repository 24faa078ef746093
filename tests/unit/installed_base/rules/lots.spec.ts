import { test } from '@japa/runner'
import { documentEvents, type DeliveryDocument } from '#installed_base/rules/document_events'
import { reconcile, type StoredEvent } from '#installed_base/rules/event_reconciliation'
import { replayThread } from '#installed_base/rules/thread_replay'
import { document, recordedFrom } from '#tests/support/installed_base/told'

const LOTS = { productId: 5, lots: { 'L-1': '6', 'L-2': '4' }, quantity: '10' }
const back = (number: string, lots: Record<string, string>, quantity: string) => document(number, '2026-02-01', { lots, quantity }, { kind: 'return' })

function played(...documents: DeliveryDocument[]) {
  const { items, waiting } = replayThread(recordedFrom(...documents), () => false)
  return { items: [...items.values()].map(({ lot, quantity, status }) => [lot, quantity, status]), waiting: [...waiting.values()] }
}

test.group('Lots of a delivery', () => {
  test('become an item each, with its quantity; what is of no lot is one more', ({ assert }) => {
    assert.deepEqual(played(document('D', '2026-01-10', { ...LOTS, quantity: '12' })).items, [
      ['L-1', '6', 'delivered'],
      ['L-2', '4', 'delivered'],
      [null, '2', 'delivered'],
    ])
  })

  test('that are named twice on a line, however they are written, are one', ({ assert }) => {
    const [event, ...others] = documentEvents(document('D', '2026-01-10', { lots: { 'l-1 ': '2', 'L-1': '3' }, quantity: '5' }))
    assert.isEmpty(others)
    assert.deepEqual([event.quantity, event.facts], ['5', { lot: 'L-1' }])
  })

  test('go back by themselves; a return that names no lot takes the oldest', ({ assert }) => {
    const delivery = document('D', '2026-01-10', LOTS)
    assert.deepEqual(played(delivery, back('R', { 'l-2': '3' }, '3')).items, [['L-1', '6', 'delivered'], ['L-2', '1', 'delivered']])
    assert.deepEqual(played(delivery, back('R', {}, '7')).items, [['L-1', '0', 'returned'], ['L-2', '3', 'delivered']])
  })

  test('never go back more than came, nor as another lot', ({ assert }) => {
    assert.deepEqual(played(document('D', '2026-01-10', LOTS), back('R', { 'L-2': '5' }, '5')).waiting, ['quantity'])
    assert.deepEqual(played(document('D', '2026-01-10', LOTS), back('R', { 'L-3': '1' }, '1')).waiting, ['delivery'])
  })

  test('of a serial number are told beside it', ({ assert }) => {
    const [event, ...others] = documentEvents(document('D', '2026-01-10', { serials: ['A'], lots: { K: '1' } }))
    assert.isEmpty(others)
    assert.deepEqual([event.serial, event.facts.lot], ['A', 'K'])
  })

  test('that are told later or corrected keep their item', ({ assert }) => {
    const stored = (one: DeliveryDocument) => documentEvents(one).map((event, at): StoredEvent => ({ ...event, id: at + 1, revision: 1 }))
    const renamed = (before: object, after: object) =>
      reconcile(documentEvents(document('D', '2026-01-10', after)), stored(document('D', '2026-01-10', before))).renamings.map(({ from, to }) => [from.itemKey, to.itemKey])

    assert.deepEqual(renamed({ quantity: '6' }, { quantity: '6', lots: { K: '6' } }), [['1/D/1#1', '1/D/1@K']])
    assert.deepEqual(renamed({ quantity: '10', lots: { K: '6', L: '4' } }, { quantity: '10', lots: { K: '6', M: '4' } }), [['1/D/1@L', '1/D/1@M']])
  })
})
