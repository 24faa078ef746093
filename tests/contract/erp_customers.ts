import { randomBytes } from 'node:crypto'
import { test } from '@japa/runner'
import type { CustomerToCreate, ErpCustomer, ErpCustomerIntake } from '#contracts/erp'
import { customerReference } from '#erp/rules/customer_reference'
import { customerValues } from '#erp/rules/customer_values'
import type { ErpUnderTest } from '#tests/contract/erp_connector'

/** A prospect under a reference of its own. */
export function customerToCreate(more: Partial<CustomerToCreate> = {}): CustomerToCreate {
  return {
    reference: customerReference(randomBytes(8)),
    name: 'Panadería Ñandú SL',
    taxId: null,
    email: 'hola@nandu.example',
    phone: '+34 600 000 000',
    website: null,
    language: null,
    street: 'Calle Mayor 7',
    postalCode: '26001',
    city: 'Köln',
    country: 'DE',
    ...more,
  }
}

/** What every ERP promises that takes customers from here; one that takes none says so. */
export function takesCustomers(underTest: () => ErpUnderTest): void {
  const intake = async (): Promise<{ customers: ErpCustomerIntake; updates: string[] } | null> => {
    const { connector } = underTest()
    const { capabilities } = await connector.describe()
    return connector.customers && capabilities.customers ? { customers: connector.customers, updates: capabilities.customers.updates } : null
  }

  test('takes customers from here, or says in its limits that it does not', async ({ assert }) => {
    const { connector } = underTest()
    const { capabilities, limits } = await connector.describe()
    const spoken = limits.join(' ')

    if (!capabilities.customers?.creates) assert.match(spoken, /No customer can be created from here/)
    if (!capabilities.customers?.updates.length) assert.match(spoken, /No customer can be changed from here/)
    if (capabilities.customers) assert.exists(connector.customers)
  })

  test('creates a customer, finds it by our reference and reads it with the rest', async ({ assert }) => {
    const takes = await intake()
    if (!takes) return
    const wanted = customerToCreate()
    assert.isEmpty(await takes.customers.find(wanted.reference))

    const made = await takes.customers.create(wanted)

    assert.isNotEmpty(made.id)
    assert.isNotEmpty(made.number)
    assert.equal(made.reference, wanted.reference)
    assert.containSubset(customerValues(made), { name: wanted.name, email: wanted.email, phone: wanted.phone, taxId: null, city: 'Köln', country: 'DE', street: 'Calle Mayor 7' })
    const found = await takes.customers.find(wanted.reference)
    assert.deepEqual(found.map(({ id }) => id), [made.id])
    const read = (await underTest().connector.readOne('customer', made.id)) as ErpCustomer
    assert.deepEqual(customerValues(read), customerValues(made))
    assert.equal(read.reference, wanted.reference)
  })

  test('changes the facts named and no others, and empties one', async ({ assert }) => {
    const takes = await intake()
    if (!takes) return
    const made = await takes.customers.create(customerToCreate())
    const changes = { name: 'Panadería Ñandú Hermanos', phone: null, city: 'Haro' }

    const changed = await takes.customers.update(made.id, changes, made.version ?? null)

    assert.deepEqual(customerValues(changed), { ...customerValues(made), ...changes })
    const read = (await underTest().connector.readOne('customer', made.id)) as ErpCustomer
    assert.deepEqual(customerValues(read), customerValues(changed))
    assert.equal(read.version ?? null, changed.version ?? null)
  })

  test('can change each of the facts it says it can', async ({ assert }) => {
    const takes = await intake()
    if (!takes) return
    const made = await takes.customers.create(customerToCreate())
    const all = { name: 'Otra Casa', taxId: 'ESB58378431', email: 'otra@casa.example', phone: '+34 611 111 111', website: 'https://casa.example', language: 'es', street: 'Plaza 1', postalCode: '26200', city: 'Nájera', country: 'AT' }
    const changes = Object.fromEntries(Object.entries(all).filter(([field]) => takes.updates.includes(field)))

    const changed = await takes.customers.update(made.id, changes, made.version ?? null)

    assert.containSubset(customerValues(changed), changes)
  })

  test('refuses a customer that breaks its rules, with a code and a sentence, and keeps nothing', async ({ assert }) => {
    const takes = await intake()
    if (!takes) return
    const wanted = customerToCreate({ taxId: 'ES?!' })

    const refusal = await takes.customers.create(wanted).then(
      () => assert.fail('not refused'),
      (error) => error
    )

    assert.containSubset({ kind: refusal.kind, code: refusal.code }, { kind: 'refused', code: 'tax_id_invalid' })
    assert.isAbove(refusal.sentence.length, 10)
    assert.isEmpty(await takes.customers.find(wanted.reference))
  })

  test('refuses a change of a version that is no longer there, where it compares versions', async ({ assert }) => {
    const takes = await intake()
    const { capabilities } = await underTest().connector.describe()
    if (!takes || !capabilities.customers?.checksVersion) return
    const made = await takes.customers.create(customerToCreate())

    const refusal = await takes.customers.update(made.id, { name: 'Too late' }, 'an older version').then(
      () => assert.fail('not refused'),
      (error) => error
    )

    assert.equal(refusal.code, 'changed_meanwhile')
    assert.equal(((await underTest().connector.readOne('customer', made.id)) as ErpCustomer).name, made.name)
  })
}
