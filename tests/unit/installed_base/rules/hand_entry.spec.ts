import { test } from '@japa/runner'
import { entriesFor } from '#installed_base/rules/hand_entry'

const item = (more = {}) => ({ is_open: 1, status: 'delivered', ownership: 'owned', review_reason: null, ...more })

test.group('Entries offered', () => {
  test('an owned item can be installed but not bought', ({ assert }) => {
    const offered = entriesFor(item())

    assert.include(offered, 'installed')
    assert.notInclude(offered, 'bought')
    assert.include(entriesFor(item({ ownership: 'loaned' })), 'bought')
  })

  test('a returned item can still be exchanged, scrapped and noted', ({ assert }) => {
    assert.deepEqual(entriesFor(item({ is_open: 0, status: 'returned' })), ['exchanged', 'scrapped', 'noted'])
  })

  test('an item under review can be kept or voided', ({ assert }) => {
    const offered = entriesFor(item({ review_reason: 'delivery_cancelled' }))

    assert.includeMembers(offered, ['kept', 'voided'])
    assert.notIncludeMembers(entriesFor(item()), ['kept', 'voided'])
  })

  test('nothing happens to a lost item except notes', ({ assert }) => {
    assert.deepEqual(entriesFor(item({ is_open: 0, status: 'lost' })), ['noted'])
  })
})
