import { test } from '@japa/runner'
import { grantsOf, matrixChanges } from '#identity/rules/role_matrix'

const KNOWN = [
  { domain: 'billing', resource: 'invoice', actions: ['view', 'approve'] },
  { domain: 'crm', resource: 'company', actions: ['view'] },
]

test.group('Permission matrix of a role', () => {
  test('cells that say no become no grant', ({ assert }) => {
    const grants = grantsOf({ invoice: { view: 'team', approve: 'none' } }, KNOWN)

    assert.deepEqual(grants, [{ resource: 'invoice', action: 'view', reach: 'team' }])
  })

  test('a permission nobody declared cannot be granted, least of all everything', ({ assert }) => {
    assert.deepEqual(grantsOf({ '*': { '*': 'all' }, 'invoice': { shred: 'all' }, 'safe': { open: 'all' } }, KNOWN), [])
  })

  test('the trail names each permission that changed and nothing else', ({ assert }) => {
    const before = grantsOf({ invoice: { view: 'all', approve: 'own' } }, KNOWN)
    const after = grantsOf({ invoice: { view: 'all' }, company: { view: 'team' } }, KNOWN)

    assert.deepEqual(matrixChanges(before, after), ['company.view: none → team', 'invoice.approve: own → none'])
  })
})
