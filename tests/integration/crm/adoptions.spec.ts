import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import ConfirmAdoption from '#crm/actions/confirm_adoption'
import UndoAdoption from '#crm/actions/undo_adoption'
import RejectAdoption from '#crm/actions/reject_adoption'
import { companyColumns } from '#crm/queries/company_columns'
import SendProspect from '#erp/actions/send_prospect'
import { erpCustomer } from '#tests/support/erp_records'
import BindingWorld from '#tests/support/binding_world'

test.group('A prospect and a customer that look like one company', (group) => {
  let world: BindingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BindingWorld.build()
  })

  const proposals = () => db.from('adoption_proposals').orderBy('id')
  const arrive = async (more = {}) => {
    world.erp.set(erpCustomer('20', { name: 'BODEGAS IBAÑEZ', taxId: 'ESB26000001', email: 'ventas@ibanez.example', ...more }))
    await world.sync()
  }

  test('are proposed by tax number however it is written, and nothing is done by itself', async ({ assert }) => {
    const prospect = await world.prospect({ tax_id: 'b-26.000.001' })
    await arrive()

    const [proposal, ...more] = await proposals()
    assert.isEmpty(more)
    assert.include(proposal, { company_id: prospect.id, matched_by: 'tax_id', state: 'open' })
    assert.lengthOf(await db.from('companies').whereIn('name', ['BODEGAS IBAÑEZ', 'Bodegas Ibáñez']), 2)
  })

  test('are proposed by e-mail, also when the prospect comes second', async ({ assert }) => {
    await arrive()
    await world.prospect({ email: 'Ventas@Ibanez.example' })

    const [proposal] = await proposals()
    assert.equal(proposal.matched_by, 'email')
  })

  test('become one when a person says so: the customer’s company, with everything of the prospect', async ({ assert }) => {
    const prospect = await world.prospect({ tax_id: 'B26000001', notes: 'Ring before nine' })
    const at = '2026-01-01 00:00:00'
    await db.table('contacts').insert({ company_id: prospect.id, last_name: 'Ruiz', version: 1, created_at: at, updated_at: at })
    await arrive()
    const [{ id }] = await proposals()
    const companyId = await new ConfirmAdoption().handle(id, world.clerk)

    assert.isNull(await db.from('companies').where('id', prospect.id).first())
    const one = await db.from('companies').where('id', companyId).firstOrFail()
    assert.include(one, { name: 'BODEGAS IBAÑEZ', notes: 'Ring before nine', status: 'customer', owner_id: world.clerk.id })
    assert.equal((await db.from('contacts').where('last_name', 'Ruiz').firstOrFail()).company_id, companyId)
    assert.include((await proposals())[0], { state: 'confirmed', company_id: companyId })
    await assert.rejects(() => new ConfirmAdoption().handle(id, world.clerk), /decided already/)
  })

  test('where both may write, their values meet by the policy', async ({ assert }) => {
    await world.owns({ contact_data: 'ask', address: 'app_wins' })
    await world.prospect({ tax_id: 'B26000001', email: 'hola@ibanez.example', phone: '941', city: 'Haro' })
    await arrive()
    const [{ id }] = await proposals()
    const companyId = await new ConfirmAdoption().handle(id, world.clerk)

    const [conflict] = await db.from('field_conflicts').where('state', 'open')
    assert.include(conflict, { company_id: companyId, field: 'email', base: null, ours: 'hola@ibanez.example', theirs: 'ventas@ibanez.example' })
    await world.deliverAll()
    assert.include(world.erp.one('20'), { phone: '941', email: 'ventas@ibanez.example' })
    assert.equal(world.erp.one('20').addresses[0].city, 'Haro')
  })

  test('are not made one while the prospect is on its way into the ERP', async ({ assert }) => {
    const prospect = await world.prospect({ tax_id: 'B26000001' })
    await new SendProspect().handle(prospect.id, world.connection.id)
    await arrive()
    const [{ id }] = await proposals()

    await assert.rejects(() => new ConfirmAdoption().handle(id, world.clerk), /on its way into the ERP/)
  })

  test('stay two when a person says so, and are not proposed again', async ({ assert }) => {
    await world.prospect({ tax_id: 'B26000001' })
    await arrive()
    const [{ id }] = await proposals()
    await new RejectAdoption().handle(id, world.clerk)
    await arrive({ phone: '2' })
    await db.from('companies').where('number', 'C20').update({ customer_id: null, number: null })
    await arrive({ phone: '3' })

    assert.deepEqual((await proposals()).map(({ state }) => state), ['rejected', 'open'])
    assert.notEqual((await proposals())[1].company_id, (await proposals())[0].company_id)
  })

  test('a confirmation is taken back: the prospect returns with all it had, and what came since stays', async ({ assert }) => {
    await world.owns({ contact_data: 'app_wins' })
    const prospect = await world.prospect({ tax_id: 'B26000001', email: 'hola@ibanez.example', notes: 'Ring before nine' })
    const at = '2026-01-01 00:00:00'
    const contact = (companyId: number, name: string) => db.table('contacts').insert({ company_id: companyId, last_name: name, version: 1, created_at: at, updated_at: at })
    const document = (companyId: number) => ({ record_type: 'company', record_id: companyId, kind: 'other', title: 'Terms', version: 1, file_name: 'a.pdf', media_type: 'application/pdf', byte_size: 1, stored_file_id: 1, created_at: at })
    await contact(prospect.id, 'Ruiz')
    await arrive()
    await db.table('stored_files').insert({ id: 1, sha256: 'x', byte_size: 1, content: Buffer.from('x'), created_at: at })
    const customer = await db.from('companies').where('number', 'C20').firstOrFail()
    await db.table('attachments').multiInsert([document(prospect.id), document(customer.id)])
    const [{ id }] = await proposals()
    await new ConfirmAdoption().handle(id, world.clerk)
    assert.equal((await db.from('companies').where('id', customer.id).firstOrFail()).email, 'hola@ibanez.example')
    assert.lengthOf(await db.from('attachments').where('record_id', customer.id), 2)
    await contact(customer.id, 'Later')

    assert.equal(await new UndoAdoption().handle(id, 'two branches', world.clerk), prospect.id)
    const back = await db.from('companies').where('id', prospect.id).firstOrFail()
    assert.include(back, { name: 'Bodegas Ibáñez', notes: 'Ring before nine', status: 'prospect', customer_id: null, email: 'hola@ibanez.example' })
    const left = await db.from('companies').where('id', customer.id).firstOrFail()
    assert.include(left, { name: 'BODEGAS IBAÑEZ', notes: null, owner_id: null, email: 'ventas@ibanez.example' })
    const owners = await db.from('contacts').whereIn('last_name', ['Ruiz', 'Later']).orderBy('last_name')
    assert.deepEqual(owners.map(({ company_id: owner }) => owner), [customer.id, prospect.id])
    assert.lengthOf(await db.from('attachments').where('record_id', prospect.id), 1)

    await world.deliverAll()
    assert.equal(world.erp.one('20').email, 'ventas@ibanez.example')
    await arrive({ phone: '9' })
    assert.deepEqual((await proposals()).map(({ state }) => state), ['undone'])
    await assert.rejects(() => new UndoAdoption().handle(id, 'again', world.clerk), /not known/)
  })

  test('are not parted once what the prospect brought has been billed', async ({ assert }) => {
    const prospect = await world.prospect({ tax_id: 'B26000001' })
    await arrive()
    const facts = { company_id: prospect.id, source_type: 'test', source_id: 1, kind: 'period', state: 'billed', description: 'x', quantity: '1', unit_price: '1', net_cents: 100 }
    const dates = { period_from: '2026-01-01', period_to: '2026-02-01', due_on: '2026-01-01', created_at: '2026-01-01 00:00:00' }
    await db.table('charges').insert({ ...facts, ...dates, currency: 'EUR', group_key: 'x', explanation: '' })
    const [{ id }] = await proposals()
    await new ConfirmAdoption().handle(id, world.clerk)
    await assert.rejects(() => new UndoAdoption().handle(id, 'wrong', world.clerk), /has been billed/)
  })

  test('two prospects may be one customer, and each is parted by itself', async ({ assert }) => {
    const [one, two] = [await world.prospect({ tax_id: 'B26000001' }), await world.prospect({ tax_id: 'B26000001', name: 'Ibáñez again' })]
    await arrive()
    for (const { id } of await proposals()) await new ConfirmAdoption().handle(id, world.clerk)
    assert.deepEqual((await proposals()).map(({ state }) => state), ['confirmed', 'confirmed'])

    const [first, second] = await proposals()
    await new UndoAdoption().handle(first.id, 'wrong', world.clerk)
    await new UndoAdoption().handle(second.id, 'wrong', world.clerk)
    assert.lengthOf(await db.from('companies').whereIn('id', [one.id, two.id]), 2)
  })

  test('every table that names a company can be told row by row', async ({ assert }) => {
    for (const { table } of await db.transaction((trx) => companyColumns(trx))) {
      assert.isTrue(await db.connection().schema.hasColumn(table, 'id'), table)
    }
  })
})
