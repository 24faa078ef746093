import { test } from '@japa/runner'
import { documentEvents } from '#installed_base/rules/document_events'
import { reconcile, type StoredEvent } from '#installed_base/rules/event_reconciliation'
import { document } from '#tests/support/installed_base/told'

const stored = (...documents: Parameters<typeof documentEvents>[0][]): StoredEvent[] =>
  documents.flatMap(documentEvents).map((event, at) => ({ ...event, id: at + 1, revision: 1 }))

test.group('Document lines', () => {
  test('become one event for each serial and one for what has none', ({ assert }) => {
    const events = documentEvents(document('D1', '2026-01-01', { serials: ['A', 'B', 'a'], quantity: '3' }))

    assert.deepEqual(events.map((event) => [event.serial, event.quantity]), [['a', '1'], ['B', '1'], [null, '1']])
  })

  test('of a negative quantity are returns', ({ assert }) => {
    assert.containsSubset(documentEvents(document('D1', '2026-01-01', { quantity: '-2' })), [{ kind: 'returned', quantity: '2', itemKey: null }])
  })

  test('of a cancelled document say nothing', ({ assert }) => {
    assert.isEmpty(documentEvents(document('D1', '2026-01-01', { quantity: '2' }, { isVoid: true })))
  })
})

test.group('Document changes', () => {
  test('add nothing when nothing changed', ({ assert }) => {
    const one = document('D1', '2026-01-01', { serials: ['A'], quantity: '2' })

    assert.deepEqual(reconcile(documentEvents(one), stored(one)), { revisions: [], renamings: [] })
  })

  test('are recorded as further revisions', ({ assert }) => {
    const before = document('D1', '2026-01-01', { quantity: '2' })
    const after = document('D1', '2026-01-01', { quantity: '5' })

    assert.containsSubset(reconcile(documentEvents(after), stored(before)).revisions, [{ quantity: '5', revision: 2 }])
  })

  test('cancel what the document no longer says', ({ assert }) => {
    const one = document('D1', '2026-01-01', { serials: ['A'] })

    assert.containsSubset(reconcile([], stored(one)).revisions, [{ serial: 'A', isCancelled: true, revision: 2 }])
  })

  test('recognise a corrected serial number', ({ assert }) => {
    const before = document('D1', '2026-01-01', { serials: ['A', 'B'] })
    const after = document('D1', '2026-01-01', { serials: ['A', 'C'] })
    const { renamings } = reconcile(documentEvents(after), stored(before))

    assert.deepEqual(renamings.map(({ from, to }) => [from.serial, to.serial]), [['B', 'C']])
  })

  test('see no correction where a serial was only removed', ({ assert }) => {
    const before = document('D1', '2026-01-01', { serials: ['A', 'B'] })

    assert.isEmpty(reconcile(documentEvents(document('D1', '2026-01-01', { serials: ['A'] })), stored(before)).renamings)
  })
})
