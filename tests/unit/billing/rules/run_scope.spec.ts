import fc from 'fast-check'
import { test } from '@japa/runner'
import { EVERYTHING, isInScope, overlaps, scopeKey, type RunScope } from '#billing/rules/run_scope'

const MANY = { numRuns: 2_000 }

const anyScope: fc.Arbitrary<RunScope> = fc.record({
  companyId: fc.constantFrom(null, 1, 2),
  siteId: fc.constantFrom(null, 1, 2),
  source: fc.constantFrom(null, 'contract_line', 'point_sale'),
  contractKind: fc.constantFrom(null, 'maintenance', 'points'),
})
const SOURCES = ['contract_line', 'point_sale']
const charges = [1, 2].flatMap((companyId) => [null, 1, 2].flatMap((siteId) => [null, 'maintenance', 'points'].map((contractKind) => ({ companyId, siteId, contractKind }))))

test.group('The scope of a run', () => {
  test('two scopes that share a charge overlap', ({ assert }) => {
    fc.assert(
      fc.property(anyScope, anyScope, (one, other) => {
        const shared = SOURCES.some((source) => charges.some((charge) => isInScope(one, source, charge) && isInScope(other, source, charge)))
        if (shared) assert.isTrue(overlaps(one, other))
        assert.equal(overlaps(one, other), overlaps(other, one))
        assert.equal(scopeKey(one) === scopeKey(other), JSON.stringify(one) === JSON.stringify(other))
      }),
      MANY
    )
  })

  test('everything holds every charge and overlaps with every scope', ({ assert }) => {
    fc.assert(fc.property(anyScope, (scope) => assert.isTrue(overlaps(scope, EVERYTHING))), MANY)
    for (const charge of charges) assert.isTrue(isInScope(EVERYTHING, 'point_sale', charge))
    assert.equal(scopeKey(EVERYTHING), 'all')
    assert.equal(scopeKey({ companyId: 7, siteId: null, source: 'contract_line', contractKind: null }), 'companyId=7|source=contract_line')
  })
})
