import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import ActivateContract from '#service_contracts/actions/activate_contract'
import { quotedPoints } from '#service_contracts/queries/coverage/quoted_points'
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

  test('tells coverage what a case would cost in points, by the skill and the lines', async ({ assert }) => {
    const world = await ContractWorld.build({ kind: 'points', birth: 'active' })
    const model = await db.from('contract_models').firstOrFail()
    await db.table('point_grants').insert({ contract_model_id: model.id, points: '5', shortage: 'overdraw', overdraft_limit: '10', grace_days: 15, version: 1, created_at: AT, updated_at: AT })
    await world.order()
    const { id: product } = await db.from('products').firstOrFail()
    const [skill] = await db.table('skills').insert({ code: 'ELEC', name: 'Electrics', is_active: true, version: 1, created_at: AT, updated_at: AT })
    const rule = { zero_counts: false, version: 1, created_at: AT, updated_at: AT }
    await db.table('debit_rules').insert({ ...rule, name: 'All', type: 'contractual', points: '1' })
    await db.table('debit_rules').insert({ ...rule, name: 'Electric', type: 'contractual', skill: 'ELEC', points: '3' })
    await db.table('debit_rules').insert({ ...rule, name: 'Units', type: 'complementary', product_id: product, points: '2', step: '1' })

    const [contract] = await world.contracts()
    const request = { skill: [String(skill)], items: [], requestedAt: '2026-02-01T10:00:00Z', contracts: [{ id: String(contract.id), timeZone: 'Europe/Madrid' }], lines: [{ id: '1', product: `P${product}`, quantity: '1.5' }, { id: '2', product: null, quantity: '1' }] }
    const quotes = await quotedPoints([Number(contract.id)], request as never, db.connection())
    assert.deepEqual(quotes.get(Number(contract.id)), { balance: '10', contractual: '3', lines: [{ line: '1', points: '4' }], whenShort: 'overdraw', overdraft: '10' })
  })

  test('whose model grants nothing opens no account', async ({ assert }) => {
    const world = await ContractWorld.build({ kind: 'points', birth: 'draft' })
    await world.order()
    const [contract] = await world.contracts()
    await new ActivateContract().handle(Number(contract.id), await actorFor(await personWithRole('billing')))

    assert.lengthOf(await db.from('point_accounts'), 0)
  })
})
