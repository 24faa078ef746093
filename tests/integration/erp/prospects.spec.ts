import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import SendProspect from '#erp/actions/send_prospect'
import ConfirmCustomer from '#erp/actions/confirm_customer'
import { erpCustomer } from '#tests/support/erp_records'
import BindingWorld from '#tests/support/binding_world'

test.group('A prospect that becomes a customer of the ERP', (group) => {
  let world: BindingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BindingWorld.build()
  })

  const send = async (values = {}) => {
    const prospect = await world.prospect(values)
    const message = await new SendProspect().handle(prospect.id, world.connection.id)
    return { prospect, message }
  }
  const company = (id: number) => db.from('companies').where({ id }).firstOrFail()
  const companies = async (name: string) => (await db.from('companies').where({ name })).length

  test('is created once, with its key kept in the same transaction as the answer', async ({ assert }) => {
    const { prospect, message } = await send()
    const done = await world.step(message)

    assert.equal(done.state, 'done')
    const bound = await company(prospect.id)
    const customer = await db.from('customers').where('id', bound.customer_id).firstOrFail()
    assert.include(customer, { external_id: '901', reference: message.reference, connection_id: world.connection.id })
    assert.include(bound, { status: 'customer', number: 'C901', email: 'hola@ibanez.example' })
    await world.sync()
    assert.equal(await companies('Bodegas Ibáñez'), 1)
  })

  test('whose answer is lost is looked up by our reference before anything is sent again', async ({ assert }) => {
    const { prospect, message } = await send()
    world.erp.losesReplyOf = 'create'
    const unknown = await world.step(message)
    assert.equal(unknown.state, 'unknown')

    const done = await world.step(unknown)
    assert.equal(done.state, 'done')
    assert.deepEqual(world.erp.asked, ['find', 'create', 'find'])
    assert.lengthOf(world.erp.all(), 2)
    assert.isNotNull((await company(prospect.id)).customer_id)
  })

  test('that a sync brings back before its answer is known again by its reference', async ({ assert }) => {
    const { prospect, message } = await send()
    world.erp.losesReplyOf = 'create'
    const unknown = await world.step(message)
    await world.sync()

    assert.equal(await companies('Bodegas Ibáñez'), 1)
    const { customer_id: customerId } = await company(prospect.id)
    assert.isNotNull(customerId)
    await world.step(unknown)
    assert.equal((await company(prospect.id)).customer_id, customerId)
  })

  test('that comes back without its reference takes in the company the sync made of it', async ({ assert }) => {
    const { prospect, message } = await send()
    world.erp.losesReplyOf = 'create'
    await world.step(message)
    world.erp.change('901', { reference: null, contacts: [{ id: 'p', name: 'Ana Ruiz', email: null, phone: null }] })
    await world.sync()
    assert.equal(await companies('Bodegas Ibáñez'), 2)

    await new ConfirmCustomer().handle(message.id, '901', 'seen in the ERP', world.clerk)
    assert.equal(await companies('Bodegas Ibáñez'), 1)
    assert.equal((await db.from('contacts').where('last_name', 'Ruiz').firstOrFail()).company_id, prospect.id)
    await assert.rejects(() => new ConfirmCustomer().handle(message.id, '999', 'a guess', world.clerk), /no customer with this key/)
  })

  test('that the ERP refuses waits with its sentence, and is sent again once corrected', async ({ assert }) => {
    const { prospect, message } = await send({ tax_id: 'bad' })
    const create = world.erp.create.bind(world.erp)
    const { default: ErpRefused } = await import('#erp/errors/erp_refused')
    world.erp.create = async () => {
      throw new ErpRefused('tax_id_invalid', '"bad" is not a tax number')
    }
    const refused = await world.step(message)
    assert.include({ state: refused.state, code: refused.problemCode }, { state: 'refused', code: 'tax_id_invalid' })

    world.erp.create = create
    await db.from('companies').where('id', prospect.id).update({ tax_id: 'B12345678' })
    const again = await new SendProspect().handle(prospect.id, world.connection.id)
    assert.equal((await world.step(again)).state, 'done')
    assert.equal(world.erp.one('901').taxId, 'B12345678')
    assert.equal((await world.messages('customer_creation'))[0].state, 'withdrawn')
  })

  test('is not sent twice, nor half known, nor where the ERP takes none', async ({ assert }) => {
    const { prospect } = await send()
    await assert.rejects(() => new SendProspect().handle(prospect.id, world.connection.id), /on its way/)
    const placeless = await world.prospect({ name: 'Nowhere', city: null })
    await assert.rejects(() => new SendProspect().handle(placeless.id, world.connection.id), /city and the country/)
    const { id } = await world.company()
    await assert.rejects(() => new SendProspect().handle(id, world.connection.id), /knows this company already/)
    const description = { ...world.connection.description!, capabilities: { ...world.connection.description!.capabilities, customers: undefined } }
    await world.connection.merge({ description }).save()
    await assert.rejects(() => new SendProspect().handle(placeless.id, world.connection.id), /takes no customers/)
  })

  test('whose reference is nobody’s here becomes a company like any other', async ({ assert }) => {
    world.erp.set(erpCustomer('11', { reference: 'CUS-UNKNOWN' }))
    await world.sync()
    assert.equal((await db.from('companies').where('number', 'C11').firstOrFail()).status, 'customer')
  })
})
