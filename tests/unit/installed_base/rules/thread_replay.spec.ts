import { test } from '@japa/runner'
import { replayThread } from '#installed_base/rules/thread_replay'
import type { ItemEvent } from '#installed_base/rules/item_event'
import { byHand, document, recordedFrom } from '#tests/support/installed_base/told'

const nobody = () => false
const only = (events: ItemEvent[], isReferenced = nobody as (key: string) => boolean) => {
  const { items, waiting } = replayThread(events, isReferenced)
  return { item: [...items.values()][0], waiting: [...waiting.values()] }
}

test.group('A serial number', () => {
  test('is with the company it was delivered to', ({ assert }) => {
    const { item } = only(recordedFrom(document('D1', '2026-01-10', { serials: ['A'] }, { place: 'Hall 2' })))

    assert.containsSubset(item, { status: 'delivered', companyId: 10, place: 'Hall 2', quantity: '1', isOpen: true })
    assert.equal(item.warrantyStartsOn, '2026-01-10')
  })

  test('moves to the next company from the day that one receives it', ({ assert }) => {
    const { item } = only(
      recordedFrom(
        document('D2', '2026-03-01', { serials: ['A'] }, { companyId: 20 }),
        document('D1', '2026-01-10', { serials: ['A'] })
      )
    )

    assert.equal(item.companyId, 20)
    assert.deepEqual(item.holdings, [
      { companyId: 10, from: '2026-01-10', to: '2026-03-01' },
      { companyId: 20, from: '2026-03-01', to: null },
    ] as unknown)
  })

  test('comes back, and may be delivered again', ({ assert }) => {
    const sold = document('D1', '2026-01-10', { serials: ['A'] })
    const back = document('R1', '2026-02-01', { serials: ['A'] }, { kind: 'return' })
    assert.containsSubset(only(recordedFrom(back, sold)).item, { status: 'returned', isOpen: false, returnedOn: '2026-02-01', quantity: '0' })

    const again = document('D9', '2026-04-01', { serials: ['A'] }, { companyId: 20 })
    assert.containsSubset(only(recordedFrom(again, back, sold)).item, { status: 'delivered', isOpen: true, companyId: 20, returnedOn: null })
  })

  test('may come back and go out again on the same day', ({ assert }) => {
    const { item, waiting } = only(
      recordedFrom(
        document('D1', '2026-01-10', { serials: ['A'] }),
        document('D2', '2026-02-01', { serials: ['A'] }, { companyId: 20 }),
        document('R1', '2026-02-01', { serials: ['A'] }, { kind: 'return' })
      )
    )

    assert.equal(item.companyId, 20)
    assert.isEmpty(waiting)
  })

  test('waits to come back while no delivery is known, or while somebody else holds it', ({ assert }) => {
    const back = document('R1', '2026-02-01', { serials: ['A'] }, { kind: 'return' })
    assert.deepEqual(only(recordedFrom(back)).waiting, ['delivery'])

    const elsewhere = document('D1', '2026-01-10', { serials: ['A'] }, { companyId: 20 })
    assert.deepEqual(only(recordedFrom(back, elsewhere)).waiting, ['other_holder'])
  })

  test('is lent without warranty until the company buys it', ({ assert }) => {
    const lent = document('L1', '2026-01-10', { serials: ['A'] }, { kind: 'loan' })
    assert.containsSubset(only(recordedFrom(lent)).item, { ownership: 'loaned', warrantyStartsOn: null })

    const bought = document('D1', '2026-02-10', { serials: ['A'] })
    assert.containsSubset(only(recordedFrom(lent, bought)).item, { ownership: 'owned', warrantyStartsOn: '2026-02-10', deliveredOn: '2026-01-10' })
  })

  test('written differently is the same', ({ assert }) => {
    const events = recordedFrom(document('D1', '2026-01-10', { serials: [' sn-1 '] }), document('D2', '2026-01-11', { serials: ['SN-1'] }))

    assert.equal(events[0].threadKey, events[1].threadKey)
  })
})

test.group('A cancelled delivery', () => {
  const cancelled = () => recordedFrom(document('D1', '2026-01-10', { serials: ['A'] })).map((event) => ({ ...event, isCancelled: true }))

  test('takes the item back when nobody worked with it', ({ assert }) => {
    assert.containsSubset(only(cancelled()).item, { status: 'voided', isOpen: false, reviewOf: null })
  })

  test('asks a person when somebody installed it or a contract names it', ({ assert }) => {
    const installed = byHand('installed', '2026-01-12', 7)
    assert.containsSubset(only([...cancelled(), installed]).item, { status: 'installed', isOpen: true, reviewOf: 1 })
    assert.containsSubset(only(cancelled(), () => true).item, { status: 'delivered', isOpen: true, reviewOf: 1 })
  })

  test('is settled by keeping or voiding the item', ({ assert }) => {
    const installed = byHand('installed', '2026-01-12', 7)
    assert.containsSubset(only([...cancelled(), installed, byHand('kept', '2026-01-20', 8)]).item, { isOpen: true, reviewOf: null })
    assert.containsSubset(only([...cancelled(), installed, byHand('voided', '2026-01-20', 8)]).item, { isOpen: false, status: 'voided', reviewOf: null })
  })

  test('gives the serial back to the company that had it before', ({ assert }) => {
    const first = recordedFrom(document('D1', '2026-01-10', { serials: ['A'] }))
    const second = recordedFrom(document('D2', '2026-02-10', { serials: ['A'] }, { companyId: 20 })).map((event) => ({ ...event, isCancelled: true }))

    assert.equal(only([...first, ...second]).item.companyId, 10)
  })
})

test.group('What people record', () => {
  const delivered = recordedFrom(document('D1', '2026-01-10', { serials: ['A'] }))

  test('installs, moves and passes on an item', ({ assert }) => {
    const { item } = only([
      ...delivered,
      byHand('installed', '2026-01-12', 7, { place: 'Room 4' }),
      byHand('moved', '2026-02-12', 8, { place: 'Room 5' }),
      byHand('transferred', '2026-03-12', 9, { companyId: 30 }),
    ])

    assert.containsSubset(item, { status: 'installed', installedOn: '2026-01-12', companyId: 30, orderingCompanyId: 10 })
    assert.deepEqual(item.steps.map((step) => step.toPlace), [null, 'Room 4', 'Room 5', null])
  })

  test('ends a stay before the ERP does, whose return then only confirms it', ({ assert }) => {
    const back = byHand('handed_back', '2026-02-01', 7)
    const erp = document('R1', '2026-02-05', { serials: ['A'] }, { kind: 'return' })
    const { item, waiting } = only([...delivered, back, ...recordedFrom(erp)])

    assert.containsSubset(item, { status: 'returned', returnedOn: '2026-02-01', unconfirmed: '0' })
    assert.isEmpty(waiting)
    assert.deepEqual(only([...delivered, back, ...recordedFrom(erp, { ...erp, externalId: 'R2' })]).waiting, ['quantity'])
  })

  test('exchanges an item whether or not the ERP already took it back', ({ assert }) => {
    const erp = recordedFrom(document('R1', '2026-02-01', { serials: ['A'] }, { kind: 'return' }))
    const exchange = byHand('exchanged', '2026-02-01', 7, { facts: { replacedBy: 's:5:B' } })

    assert.containsSubset(only([...delivered, exchange]).item, { status: 'exchanged', isOpen: false, replacedByKey: 's:5:B' })
    assert.containsSubset(only([...delivered, ...erp, exchange]).item, { status: 'exchanged', isOpen: false, replacedByKey: 's:5:B' })
  })

  test('corrects what was recorded wrongly', ({ assert }) => {
    const { item } = only([...delivered, byHand('corrected', '2026-02-01', 7, { facts: { companyId: 30, deliveredOn: '2026-01-05' as never } })])

    assert.containsSubset(item, { companyId: 30, deliveredOn: '2026-01-05', warrantyStartsOn: '2026-01-05' })
  })
})

test.group('A product without serial numbers', () => {
  test('goes back from its own order line first, then from the oldest delivery', ({ assert }) => {
    const { items, waiting } = replayThread(
      recordedFrom(
        document('D1', '2026-01-01', { quantity: '10' }),
        document('D2', '2026-01-02', { quantity: '4', orderLine: 'o9' }),
        document('R1', '2026-01-05', { quantity: '6', orderLine: 'o9' }, { kind: 'return' })
      ),
      nobody
    )

    assert.containsSubset(items.get('1/D1/1#1'), { quantity: '8', isOpen: true, deliveredQuantity: '10' })
    assert.containsSubset(items.get('1/D2/1#1'), { quantity: '0', isOpen: false, status: 'returned' })
    assert.equal(waiting.size, 0)
  })

  test('never goes back in a larger quantity than it came', ({ assert }) => {
    const { items, waiting } = replayThread(
      recordedFrom(
        document('D1', '2026-01-01', { quantity: '2.5' }),
        document('R1', '2026-01-05', { quantity: '3' }, { kind: 'return' })
      ),
      nobody
    )

    assert.equal(items.get('1/D1/1#1')!.quantity, '2.5')
    assert.deepEqual([...waiting.values()], ['quantity'])
  })
})
