import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { erpCustomer } from '#tests/support/erp_records'
import ContractWorld from '#tests/support/contract_world'

test.group('Companies follow the ERP', (group) => {
  let world: ContractWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await ContractWorld.build()
  })

  const company = (number: string) => db.from('companies').where('number', number).firstOrFail()
  const found = async (term: string) => (await db.from('search_tokens').where({ kind: 'company', term })).length

  test('a customer becomes a company that search finds', async ({ assert }) => {
    await world.mirror('customer', erpCustomer('30', { name: 'Talleres Núñez' }))

    assert.include(await company('C30'), { name: 'Talleres Núñez', status: 'customer', city: 'Madrid', country: 'ES' })
    assert.equal(await found('nunez'), 1)
  })

  test('a changed customer changes its company, with what changed remembered', async ({ assert }) => {
    await world.mirror('customer', erpCustomer('10', { name: 'Renamed SL', isBlocked: true }))

    const row = await company('C10')
    assert.include(row, { name: 'Renamed SL', version: 2 })
    assert.isTrue(Boolean(row.is_blocked))
    const change = await db.from('record_changes').where({ record_type: 'company', record_id: row.id }).firstOrFail()
    assert.include(JSON.stringify(change), 'Renamed SL')
    assert.equal(await found('renamed'), 1)
  })

  test('what people added stays when the ERP changes the rest', async ({ assert }) => {
    const { id } = await company('C10')
    await db.from('companies').where('id', id).update({ notes: 'Ring twice' })
    await world.mirror('customer', erpCustomer('10', { name: 'Renamed SL' }))

    assert.equal((await company('C10')).notes, 'Ring twice')
  })

  test('an unchanged customer changes nothing', async ({ assert }) => {
    const before = await company('C10')
    await world.mirror('customer', erpCustomer('10'))

    assert.deepEqual(await company('C10'), before)
  })

  test('a customer that is inactive becomes a former one', async ({ assert }) => {
    await world.mirror('customer', erpCustomer('10', { isActive: false }))

    assert.equal((await company('C10')).status, 'former')
  })

  test('the people the ERP knows become contacts, once each', async ({ assert }) => {
    const contacts = [
      { id: 'p1', name: 'María Núñez', email: 'maria@example.com', phone: null },
      { id: 'p2', name: 'Ion', email: null, phone: '+40 1' },
    ]
    await world.mirror('customer', erpCustomer('30', { contacts }))
    await world.mirror('customer', erpCustomer('30', { contacts: [{ ...contacts[0], email: 'm.nunez@example.com' }, contacts[1]] }))

    const { id } = await company('C30')
    const rows = await db.from('contacts').where('company_id', id).orderBy('last_name')
    assert.deepEqual(rows.map((row) => [row.first_name, row.last_name, row.email]), [[null, 'Ion', null], ['María', 'Núñez', 'm.nunez@example.com']])
  })
})
