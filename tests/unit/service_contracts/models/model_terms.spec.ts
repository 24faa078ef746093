import fc from 'fast-check'
import { test } from '@japa/runner'
import { firstTerms } from '#service_contracts/rules/models/first_terms'
import { termDifferences, type ModelTerms } from '#service_contracts/rules/models/model_terms'

const line = (id: number, unitPrice: string) => ({ id, productId: null, description: `Line ${id}`, quantity: '1', unitPrice })
const terms = (more: Partial<ModelTerms> = {}): ModelTerms => ({ fields: { kind: 'maintenance', duration_months: 12, mode: 'advance' }, lines: [line(1, '100.00')], coverage: null, documents: [], ...more })
const anyTerms = fc
  .record({ months: fc.integer({ min: 1, max: 60 }), prices: fc.dictionary(fc.integer({ min: 1, max: 5 }).map(String), fc.integer({ min: 0, max: 999 }).map(String)), set: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }) })
  .map(({ months, prices, set }) =>
    terms({ fields: { duration_months: months }, lines: Object.entries(prices).map(([id, price]) => line(Number(id), price)), coverage: set ? { setId: 1, number: set } : null })
  )

test.group('Versions of a model', () => {
  test('name the field, the line and the coverage that differ', ({ assert }) => {
    const later = terms({ fields: { kind: 'maintenance', duration_months: 24, mode: 'advance' }, lines: [line(1, '110.00'), line(2, '5.00')], coverage: { setId: 1, number: 2 } })
    assert.deepEqual(
      termDifferences(terms(), later).map(({ what }) => what),
      ['field', 'line_changed', 'line_added', 'coverage']
    )
    assert.deepInclude(termDifferences(terms(), later)[0], { field: 'duration_months', before: 12, after: 24 })
  })

  test('tell a document that was added, exchanged or taken away', ({ assert }) => {
    const paper = { kind: 'annex', title: 'Annex A', version: 1, sha256: 'a' }
    const told = (before: ModelTerms['documents'], after: ModelTerms['documents']) => termDifferences(terms({ documents: before }), terms({ documents: after })).map(({ what }) => what)
    assert.deepEqual(told([], [paper]), ['document_added'])
    assert.deepEqual(told([paper], [{ ...paper, version: 2, sha256: 'b' }]), ['document_changed'])
    assert.deepEqual(told([paper], []), ['document_removed'])
    assert.deepEqual(told([paper], [{ ...paper, version: 2 }]), [])
  })

  test('differ from themselves in nothing, and as much forwards as backwards', ({ assert }) => {
    fc.assert(
      fc.property(anyTerms, anyTerms, (one, other) => {
        assert.deepEqual(termDifferences(one, one), [])
        assert.equal(termDifferences(one, other).length, termDifferences(other, one).length)
      })
    )
  })

  test('fill the form of a new contract without what only a model has', ({ assert }) => {
    const filled = firstTerms(terms({ fields: { kind: 'points', duration_months: 6, birth: 'draft', starts: 'order_date', currency: null, mode: 'arrears' } }))
    assert.deepEqual(filled, { kind: 'points', mode: 'arrears', term_months: 6 })
  })
})
