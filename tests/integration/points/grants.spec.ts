import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import ActivateContract from '#service_contracts/actions/activate_contract'
import ContractWorld from '#tests/support/contract_world'
import { actorFor, personWithRole } from '#tests/support/people'

const AT = '2026-01-01 00:00:00'

test.group('A points contract', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('that comes into force opens an account with the points its model grants', async ({ assert }) => {
    const world = await ContractWorld.build({ kind: 'points', birth: 'draft' })
    const model = await db.from('contract_models').firstOrFail()
    await db.table('point_grants').insert({ contract_model_id: model.id, points: '50', shortage: 'overdraw', overdraft_limit: '10', grace_days: 15, version: 1, created_at: AT, updated_at: AT })
    await world.order()
    const [contract] = await world.contracts()
    assert.lengthOf(await db.from('point_accounts'), 0)

    await new ActivateContract().handle(Number(contract.id), await actorFor(await personWithRole('billing')))
    const account = await db.from('point_accounts').firstOrFail()
    // 2 units of 50 points for 60.00 each: 1.20 a point
    assert.include(account, { balance: '100', shortage: 'overdraw', overdraft_limit: '10', grace_days: 15, currency: 'EUR' })
    assert.equal(Number(account.service_contract_id), Number(contract.id))
    const lot = await db.from('point_lots').firstOrFail()
    assert.include(lot, { unit_value: '1.2', source: 'contract', valid_from: '2026-01-15', expires_on: '2027-01-15' })
  })

  test('whose model grants nothing opens no account', async ({ assert }) => {
    const world = await ContractWorld.build({ kind: 'points', birth: 'draft' })
    await world.order()
    const [contract] = await world.contracts()
    await new ActivateContract().handle(Number(contract.id), await actorFor(await personWithRole('billing')))

    assert.lengthOf(await db.from('point_accounts'), 0)
  })
})
