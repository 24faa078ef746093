import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import ConfirmAdoption from '#crm/actions/confirm_adoption'
import RejectAdoption from '#crm/actions/reject_adoption'
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
})
