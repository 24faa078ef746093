import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import SettleConflicts from '#crm/actions/settle_conflicts'
import BindingWorld from '#tests/support/binding_world'

test.group('What is changed here of a customer', (group) => {
  let world: BindingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BindingWorld.build()
    await world.owns({ contact_data: 'ask', name: 'app_wins', address: 'newest_with_version' })
  })

  const open = () => db.from('field_conflicts').where('state', 'open')
  const settled = () => db.from('field_conflicts').where('state', 'settled').orderBy('id')
  const bindings = () => db.from('customer_bindings')

  test('goes out, and read back it is nothing new', async ({ assert }) => {
    await world.edit({ email: 'new@nunez.example' })
    const [message] = await world.messages()
    assert.equal((await world.step(message)).state, 'done')

    assert.equal(world.erp.one('10').email, 'new@nunez.example')
    assert.isEmpty(await bindings())
    const before = await db.from('customers').where('external_id', '10').firstOrFail()
    await world.sync()
    const after = await db.from('customers').where('external_id', '10').firstOrFail()
    assert.equal(after.payload_hash, before.payload_hash)
    assert.lengthOf(await world.messages(), 1)
    assert.isEmpty(await db.from('field_conflicts'))
  })

  test('what the ERP owns is refused, and a prospect’s is not', async ({ assert }) => {
    await assert.rejects(() => world.edit({ tax_id: 'B12345678' }), /The ERP decides this value/)
    const prospect = await world.prospect({ tax_id: 'B12345678' })
    assert.equal(prospect.tax_key, 'B12345678')
  })

  test('several changes that wait are one message', async ({ assert }) => {
    await world.edit({ email: 'a@nunez.example' })
    await world.edit({ phone: '2' })
    await world.deliverAll()

    assert.lengthOf(await world.messages(), 1)
    assert.include(world.erp.one('10'), { email: 'a@nunez.example', phone: '2' })
  })

  test('goes out although somebody there changed another field meanwhile', async ({ assert }) => {
    await world.edit({ email: 'a@nunez.example' })
    world.erp.beforeUpdate = () => {
      world.erp.beforeUpdate = () => {}
      world.erp.change('10', { phone: '9' })
    }
    await world.deliverAll()

    assert.deepEqual(world.erp.asked, ['update', 'update'])
    assert.include(world.erp.one('10'), { email: 'a@nunez.example', phone: '9' })
    assert.include(await world.company(), { email: 'a@nunez.example', phone: '9' })
  })

  test('changed differently on both sides, it waits for a person with all three values', async ({ assert }) => {
    await world.edit({ email: 'ours@nunez.example' })
    world.erp.change('10', { email: 'theirs@nunez.example' })
    await world.deliverAll()

    assert.isEmpty(world.erp.asked)
    const [conflict] = await open()
    assert.include(conflict, { field: 'email', base: 'old@nunez.example', ours: 'ours@nunez.example', theirs: 'theirs@nunez.example' })
    await world.sync()
    assert.lengthOf(await open(), 1)

    const company = await world.company()
    await new SettleConflicts().handle(company.id, { [conflict.id]: 'ours' }, world.clerk)
    await world.deliverAll()
    assert.equal(world.erp.one('10').email, 'ours@nunez.example')
    assert.isEmpty(await open())
    assert.isEmpty(await bindings())
  })

  test('a person takes the ERP’s value, and nothing goes out', async ({ assert }) => {
    await world.edit({ phone: '2' })
    world.erp.change('10', { phone: '3' })
    await world.sync()
    const [conflict] = await open()
    const company = await world.company()
    await new SettleConflicts().handle(company.id, { [conflict.id]: 'theirs' }, world.clerk)
    await world.deliverAll()

    assert.equal((await world.company()).phone, '3')
    assert.isEmpty(world.erp.asked)
    assert.isEmpty(await bindings())
    await assert.rejects(() => new SettleConflicts().handle(company.id, { [conflict.id]: 'ours' }, world.clerk), /decided already/)
  })

  test('where this application decides, the ERP is put right, and that is written down', async ({ assert }) => {
    await world.edit({ name: 'Núñez Hermanos' })
    world.erp.change('10', { name: 'NUÑEZ SL' })
    await world.sync()
    await world.deliverAll()

    assert.equal(world.erp.one('10').name, 'Núñez Hermanos')
    const [one, ...more] = await settled()
    assert.isEmpty(more)
    assert.include(one, { field: 'name', outcome: 'ours', decided_by_id: null, ours: 'Núñez Hermanos', theirs: 'NUÑEZ SL' })

    world.erp.change('10', { name: 'Changed in the ERP alone' })
    await world.sync()
    await world.deliverAll()
    assert.equal(world.erp.one('10').name, 'Núñez Hermanos')
  })

  test('where the newest change holds, the times decide', async ({ assert }) => {
    world.erp.time = Date.now() + 3_600_000
    await world.edit({ city: 'Haro' })
    world.erp.change('10', { addresses: [{ ...world.erp.one('10').addresses[0], city: 'Lugo' }] })
    await world.sync()

    assert.equal((await world.company()).city, 'Lugo')
    const [one] = await settled()
    assert.include(one, { field: 'city', outcome: 'theirs', ours: 'Haro', theirs: 'Lugo', base: 'Madrid' })
  })

  test('a lost reply is looked up, and what was written is not taken for a change of theirs', async ({ assert }) => {
    await world.edit({ email: 'b@nunez.example' })
    world.erp.losesReplyOf = 'update'
    const [message] = await world.messages()
    const unknown = await world.step(message)
    assert.equal(unknown.state, 'unknown')
    await world.edit({ email: 'c@nunez.example' })
    await world.sync()
    assert.isEmpty(await open())

    await world.step(unknown)
    await world.deliverAll()
    assert.equal(world.erp.one('10').email, 'c@nunez.example')
    assert.isEmpty(await bindings())
  })

  test('a spelling of the ERP is taken over once, not fought', async ({ assert }) => {
    await world.edit({ website: 'nunez.example' })
    const spell = world.erp.update.bind(world.erp)
    world.erp.update = async (id, changes, version) => {
      await spell(id, changes, version)
      world.erp.change(id, { website: 'NUNEZ.EXAMPLE' })
      return world.erp.one(id)
    }
    await world.deliverAll()
    await world.sync()

    assert.equal((await world.company()).website, 'NUNEZ.EXAMPLE')
    assert.lengthOf(await world.messages(), 1)
  })

  test('what the ERP does not take over stops for a person', async ({ assert }) => {
    await world.edit({ email: 'x@nunez.example' })
    world.erp.update = async (id) => world.erp.one(id)
    const [message] = await world.messages()
    const held = await world.step(message)

    assert.include({ state: held.state, code: held.problemCode }, { state: 'held', code: 'not_taken' })
    assert.include(held.lastError, 'x@nunez.example')
  })

  test('given back to the ERP, a field follows it again and its conflict is closed', async ({ assert }) => {
    await world.edit({ email: 'ours@nunez.example' })
    world.erp.change('10', { email: 'theirs@nunez.example' })
    await world.sync()
    await world.owns({})

    assert.equal((await world.company()).email, 'theirs@nunez.example')
    assert.isEmpty(await open())
    assert.isEmpty(await bindings())
  })
})
