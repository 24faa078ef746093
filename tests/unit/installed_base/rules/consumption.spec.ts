import { test } from '@japa/runner'
import type { DeliveryDocument } from '#installed_base/rules/document_events'
import type { ItemEvent } from '#installed_base/rules/item_event'
import { replayThread } from '#installed_base/rules/thread_replay'
import { byHand, document, recordedFrom } from '#tests/support/installed_base/told'

type Line = Parameters<typeof document>[2]

const left = (line: Line, number = 'C') => document(number, '2026-01-10', line, { kind: 'consignment' })
const used = (line: Line, on = '2026-02-10', number = 'N', more: Partial<DeliveryDocument> = {}) => document(number, on, line, { kind: 'consumption', ...more })

function played(events: ItemEvent[], isReferenced: (key: string) => boolean = () => false) {
  const { items, waiting } = replayThread(events, isReferenced)
  return {
    items: [...items.values()].filter(({ status }) => status !== 'voided').map((state) => [state.ownership, state.quantity, state.warrantyStartsOn]),
    waiting: [...waiting.values()],
  }
}
const told = (...documents: DeliveryDocument[]) => played(recordedFrom(...documents))

test.group('Notices of consumption', () => {
  test('sell a serial number on consignment, from the day of the notice, as the same item', ({ assert }) => {
    assert.deepEqual(told(left({ serials: ['A'] })).items, [['consigned', '1', null]])
    assert.deepEqual(told(left({ serials: ['A'] }), used({ serials: ['A'] })).items, [['owned', '1', '2026-02-10']])
  })

  test('part what was used from a quantity; the rest stays on consignment', ({ assert }) => {
    const { items } = told(left({ quantity: '10' }), used({ quantity: '3' }), used({ quantity: '2' }, '2026-03-10', 'M'))
    assert.sameDeepMembers(items, [['consigned', '5', null], ['owned', '3', '2026-02-10'], ['owned', '2', '2026-03-10']])
  })

  test('of everything leave one item', ({ assert }) => {
    assert.deepEqual(told(left({ quantity: '10' }), used({ quantity: '10' })).items, [['owned', '10', '2026-02-10']])
  })

  test('mean the lot they name', ({ assert }) => {
    const { items } = replayThread(recordedFrom(left({ quantity: '4', lots: { K: '2', L: '2' } }), used({ quantity: '2', lots: { L: '2' } })), () => false)
    assert.deepEqual([...items.values()].filter(({ isOpen }) => isOpen).map(({ lot, ownership }) => [lot, ownership]), [['K', 'consigned'], ['L', 'owned']])
  })

  test('wait while less is on consignment than they say', ({ assert }) => {
    assert.deepEqual(told(left({ quantity: '2' }), used({ quantity: '3' })).waiting, ['consignment'])
    assert.deepEqual(told(used({ quantity: '3' })).waiting, ['delivery'])
    assert.deepEqual(told(document('D', '2026-01-10', { quantity: '3' }), used({ quantity: '3' })).waiting, ['consignment'])
    assert.deepEqual(told(left({ serials: ['A'] }), used({ serials: ['A'] }, '2026-02-10', 'N', { companyId: 20 })).waiting, ['other_holder'])
  })

  test('of a negative quantity put back on consignment what was sold', ({ assert }) => {
    const notice = used({ quantity: '3' })
    const { items } = told(left({ quantity: '10' }), notice, used({ quantity: '-1' }, '2026-03-01', 'M'))
    assert.sameDeepMembers(items, [['consigned', '7', null], ['owned', '2', '2026-02-10'], ['consigned', '1', null]])
    assert.deepEqual(told(left({ serials: ['A'] }), used({ serials: ['A'] }), used({ serials: ['A'], quantity: '-1' }, '2026-03-01', 'M')).items, [['consigned', '1', null]])
  })

  test('only confirm a serial number that is theirs already', ({ assert }) => {
    const { items, waiting } = told(document('D', '2026-01-10', { serials: ['A'] }), used({ serials: ['A'] }))
    assert.deepEqual([items, waiting], [[['owned', '1', '2026-01-10']], []])
  })

  test('let returns take first what is still on consignment', ({ assert }) => {
    const { items } = told(left({ quantity: '10' }), used({ quantity: '3' }), document('R', '2026-03-01', { quantity: '7' }, { kind: 'return' }))
    assert.deepEqual(items.filter(([, quantity]) => quantity !== '0'), [['owned', '3', '2026-02-10']])
  })

  test('that were cancelled are as if they had never been; a part that somebody worked with stays apart, on consignment', ({ assert }) => {
    const [deposit, notice] = recordedFrom(left({ quantity: '10' }), used({ quantity: '3' }))
    const cancelled = { ...notice, isCancelled: true }
    assert.deepEqual(played([deposit, cancelled]).items, [['consigned', '10', null]])

    const moved = byHand('moved', '2026-02-20', 9, { threadKey: notice.threadKey, itemKey: notice.sourceKey, place: 'Hall 2' })
    const apart = [['consigned', '3', null], ['consigned', '7', null]]
    assert.sameDeepMembers(played([deposit, cancelled, moved]).items, apart)
    assert.sameDeepMembers(played([deposit, cancelled], (key) => key === notice.sourceKey).items, apart)
  })
})
