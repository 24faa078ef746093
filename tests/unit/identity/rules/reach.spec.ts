import fc from 'fast-check'
import { test } from '@japa/runner'
import type { Reach } from '#shared/actor'
import { reachOf, widest } from '#identity/rules/reach'

const anyReach = fc.constantFrom<Reach>('none', 'own', 'team', 'all')
const anyGrant = fc.record({
  resource: fc.constantFrom('invoice', 'contract', '*'),
  action: fc.constantFrom('view', 'edit', '*'),
  reach: anyReach,
})

test.group('Reach of a permission', () => {
  test('what no role grants reaches nothing', ({ assert }) => {
    assert.equal(reachOf([])('invoice', 'approve'), 'none')
  })

  test('the wider of two roles counts, whichever comes first', ({ assert }) => {
    const own = { resource: 'invoice', action: 'view', reach: 'own' } as const
    const all = { resource: 'invoice', action: 'view', reach: 'all' } as const

    assert.equal(reachOf([own, all])('invoice', 'view'), 'all')
    assert.equal(reachOf([all, own])('invoice', 'view'), 'all')
  })

  test('viewing grants no editing, and one resource grants no other', ({ assert }) => {
    const reach = reachOf([{ resource: 'invoice', action: 'view', reach: 'all' }])

    assert.equal(reach('invoice', 'edit'), 'none')
    assert.equal(reach('contract', 'view'), 'none')
  })

  test('everything covers permissions that did not exist when it was granted', ({ assert }) => {
    assert.equal(reachOf([{ resource: '*', action: '*', reach: 'all' }])('anything', 'at_all'), 'all')
  })

  test('a star on one side only is a name like any other', ({ assert }) => {
    const reach = reachOf([
      { resource: '*', action: 'view', reach: 'all' },
      { resource: 'invoice', action: '*', reach: 'all' },
    ])

    assert.equal(reach('invoice', 'view'), 'none')
  })

  test('a further role never takes anything away', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(anyGrant), anyGrant, (grants, further) => {
        const before = reachOf(grants)('invoice', 'view')
        const after = reachOf([...grants, further])('invoice', 'view')
        assert.equal(widest(before, after), after)
      })
    )
  })

  test('the order of roles does not matter', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(anyGrant), (grants) => {
        assert.equal(reachOf(grants)('invoice', 'view'), reachOf([...grants].reverse())('invoice', 'view'))
      })
    )
  })
})
