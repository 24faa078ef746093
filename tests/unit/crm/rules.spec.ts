import fc from 'fast-check'
import { test } from '@japa/runner'
import { companyFacts, type CustomerRow } from '#crm/rules/company_facts'
import { refuseErpFields } from '#crm/rules/erp_fields'
import { splitName } from '#crm/rules/person_name'

const customer: CustomerRow = { id: 1, connection_id: 1, reference: null, external_changed_at: null, number: 'C1', name: 'Talleres Núñez', tax_id: null, email: null, phone: null, website: null, language: 'es', is_active: 1, is_blocked: 0, gone_at: null }

test.group('A company of the ERP', () => {
  test('takes over name, number and place', ({ assert }) => {
    const facts = companyFacts(customer, { street: '', postal_code: '', city: 'Madrid', country: 'ES' })
    assert.include(facts, { name: 'Talleres Núñez', number: 'C1', city: 'Madrid', country: 'ES', status: 'customer', is_blocked: false })
    assert.include(companyFacts(customer), { city: null, country: null })
  })

  test('is a former customer once it is inactive or gone there', ({ assert }) => {
    assert.equal(companyFacts({ ...customer, is_active: 0 }).status, 'former')
    assert.equal(companyFacts({ ...customer, gone_at: '2026-01-01 00:00:00' }).status, 'former')
  })

  test('keeps what the ERP decides; everything else is ours', ({ assert }) => {
    const known = { customer_id: 1, name: 'Talleres Núñez', city: null, notes: null }
    assert.throws(() => refuseErpFields({ name: 'Another' }, known, ['name', 'city']), /The ERP decides this value \("Talleres Núñez"\)/)
    assert.doesNotThrow(() => refuseErpFields({ name: 'Talleres Núñez', city: '', notes: 'New' }, known, ['name', 'city']))
    assert.doesNotThrow(() => refuseErpFields({ name: 'Another' }, known, ['city']))
    assert.doesNotThrow(() => refuseErpFields({ name: 'Another' }, { customer_id: null, name: 'Prospect' }, []))
    assert.doesNotThrow(() => refuseErpFields({ name: 'New' }, null, []))
  })
})

test.group('The name of a person', () => {
  test('is split after its first word', ({ assert }) => {
    assert.deepEqual(splitName('María Núñez Ibáñez'), { first_name: 'María', last_name: 'Núñez Ibáñez' })
    assert.deepEqual(splitName('Ana'), { first_name: null, last_name: 'Ana' })
    assert.deepEqual(splitName('  '), { first_name: null, last_name: '–' })
  })

  test('loses nothing but space, and always has a last name', ({ assert }) => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-zñ]{1,12}$/), { minLength: 1, maxLength: 5 }), (words) => {
        const { first_name: first, last_name: last } = splitName(words.join('  '))
        assert.equal([first, last].filter(Boolean).join(' '), words.join(' '))
        assert.isNotEmpty(last)
      })
    )
  })
})
