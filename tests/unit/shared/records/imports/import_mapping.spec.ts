import { test } from '@japa/runner'
import { guessColumns } from '#shared/records/imports/rules/import_mapping'

const TARGETS = [
  { field: 'id', names: ['id'] },
  { field: 'name', names: ['Nombre', 'Name', 'name'] },
  { field: 'tax_id', names: ['NIF', 'Tax id', 'tax_id'] },
  { field: 'phone', names: ['Teléfono', 'Phone', 'phone'] },
]

test.group('Guessing what columns mean', () => {
  test('headings are found in any language, without regard to case, accents and signs', ({ assert }) => {
    assert.deepEqual(guessColumns(['TELEFONO:', ' nombre *', 'Tax ID'], TARGETS, {}), ['phone', 'name', 'tax_id'])
  })

  test('what a person chose before wins, also to leave a column out', ({ assert }) => {
    assert.deepEqual(guessColumns(['Firma', 'Name'], TARGETS, { firma: 'name', name: null }), ['name', null])
  })

  test('a field is filled by one column only, an exact name before one that begins alike', ({ assert }) => {
    assert.deepEqual(guessColumns(['Name of the owner', 'Name', 'name'], TARGETS, {}), [null, 'name', null])
    assert.deepEqual(guessColumns(['Phone (work)', ''], TARGETS, {}), ['phone', null])
  })
})
