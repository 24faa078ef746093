import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import { now } from '#shared/clock'
import MirrorRecords from '#mirror/actions/mirror_records'
import AddTokens from '#points/actions/add_tokens'
import FollowTokens from '#points/actions/follow_tokens'
import PublishCoverageSet from '#service_contracts/actions/publish_coverage_set'
import { actorFor, personWithRole } from '#tests/support/people'
import { erpInvoice, erpOrder, erpProduct } from '#tests/support/erp_records'
import ContractWorld from '#tests/support/contract_world'

const AT = '2026-01-01 00:00:00'
const TODAY = calendarDate('2026-03-01')

test.group('Tokens', (group) => {
  let world: ContractWorld
  let modelId: number
  let companyId: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await ContractWorld.build()
    modelId = await world.model('POINTS', { kind: 'points', name: 'Points for free' })
    await world.mirror('product', erpProduct('toner', {}))
    const { id: productId } = await db.from('products').where('external_id', 'toner').firstOrFail()
    companyId = Number((await db.from('companies').firstOrFail()).id)
    await db.table('token_rules').insert({ product_id: productId, contract_model_id: modelId, tokens: '2.5', earned_on: 'order', is_active: true, pair_key: 'a', version: 1, created_at: AT, updated_at: AT })
    await threshold(null, '100')
  })

  const threshold = (company: number | null, tokens: string) =>
    db.table('token_thresholds').insert({ contract_model_id: modelId, company_id: company, tokens, points: '30', unit_value: '1.10', currency: 'EUR', pair_key: `t${company}`, version: 1, created_at: AT, updated_at: AT })
  const contracts = () => db.from('service_contracts').where('source', 'tokens').orderBy('id')
  const balance = async () => Number((await db.from('token_accounts').where({ company_id: companyId, contract_model_id: modelId }).firstOrFail()).balance)

  async function order(number: string, quantity: string, more: object = {}) {
    const line = { id: `${number}-1`, position: 1, productId: 'toner', description: 'Toner', quantity, unitPrice: '10.00', isCancelled: false, ...more }
    await db.transaction(async (trx) => {
      const record = erpOrder(number, '10', 'toner', { orderedOn: calendarDate('2026-02-01'), lines: [line] })
      const { rows } = await new MirrorRecords().handle('order', 1, [record as never], now(), trx)
      const known = await trx.from('sales_orders').select('id').where('external_id', record.id)
      await new FollowTokens().handle('order', [...rows, ...known].map(({ id }) => Number(id)), trx, TODAY)
    })
  }

  test('of enough orders draft one contract with its points, and the rest is kept', async ({ assert }) => {
    await order('1', '30')
    assert.lengthOf(await contracts(), 0)
    await order('2', '14')

    const [contract] = await contracts()
    assert.include(contract, { kind: 'points', status: 'draft', currency: 'EUR', starts_on: '2026-03-01', title: 'Points for free' })
    // 44 × 2.5 = 110, less the 100 that were given
    assert.equal(await balance(), 10)
    const account = await db.from('point_accounts').where('service_contract_id', contract.id).firstOrFail()
    assert.equal(account.balance, '30')
    const lot = await db.from('point_lots').where('point_account_id', account.id).firstOrFail()
    assert.include(lot, { source: 'tokens', valid_from: '2026-03-01', expires_on: '2027-03-01' })
  })

  test('bring a contract that covers what its model covers', async ({ assert }) => {
    const set = { code: 'P', name: 'Points', time_zone: 'Europe/Madrid', covers_all_skills: true, waiting_days: 0, reference_date: 'request', on_credit_hold: 'cover', covers_ordering_party: false, published_number: 0, version: 1, created_at: AT, updated_at: AT }
    const [setId] = await db.table('coverage_sets').insert(set)
    await db.table('coverage_rules').insert({ coverage_set_id: setId, item_scope: 'all', category: 'labour', percent: '100', above_ceiling: 'cap', version: 1, created_at: AT, updated_at: AT })
    await new PublishCoverageSet().handle(Number(setId), { reason: 'First', applyFrom: null }, await actorFor(await personWithRole('administrator')))
    await db.from('contract_models').where('id', modelId).update({ coverage_set_id: setId })
    await order('1', '40')

    const [contract] = await contracts()
    assert.include(await db.from('contract_coverages').where('service_contract_id', contract.id).firstOrFail(), { valid_from: '2026-03-01', set_number: 1 })
  })

  test('are counted once, however often the orders are told', async ({ assert }) => {
    await order('1', '40')
    for (let n = 0; n < 3; n++) await order('1', '40')

    assert.equal(await balance(), 0)
    assert.lengthOf(await contracts(), 1)
  })

  test('that go again never revoke a contract, but block the next', async ({ assert }) => {
    await order('1', '40')
    await order('1', '10')
    assert.equal(await balance(), -75)
    assert.lengthOf(await contracts(), 1)

    await order('2', '60')
    assert.equal(await balance(), 75)
    assert.lengthOf(await contracts(), 1)
    await order('3', '10')
    assert.lengthOf(await contracts(), 2)
    assert.equal(await balance(), 0)
  })

  test('of a cancelled line are taken back', async ({ assert }) => {
    await order('1', '20')
    await order('1', '20', { isCancelled: true })
    assert.equal(await balance(), 0)
  })

  test('bring several contracts at once, by the company’s own threshold', async ({ assert }) => {
    await threshold(companyId, '20')
    await order('1', '20')
    assert.lengthOf(await contracts(), 2)
    assert.equal(await balance(), 10)
  })

  test('are earned by what the ERP invoiced, taken back by its credit notes, and not counted twice for our own invoices', async ({ assert }) => {
    await db.from('token_rules').update({ earned_on: 'invoice' })
    const customer = (await db.from('customers').firstOrFail()).external_id
    const invoice = (id: string, more: object = {}) =>
      db.transaction(async (trx) => {
        const record = erpInvoice(id, customer, { sold: [{ id: `${id}-1`, productId: 'toner', quantity: '30' }], ...more })
        const { rows } = await new MirrorRecords().handle('invoice', 1, [record as never], now(), trx)
        await new FollowTokens().handle('erp_invoice', rows.map(({ id: row }) => Number(row)), trx, TODAY)
      })
    await invoice('1', { state: 'draft' })
    await invoice('2', { reference: 'SVC-7' })
    assert.lengthOf(await db.from('token_accounts').where('balance', '<>', '0'), 0)

    await invoice('1')
    assert.equal(await balance(), 75)
    await invoice('3')
    assert.lengthOf(await contracts(), 1)
    await invoice('4', { netCents: -100, sold: [{ id: '4-1', productId: 'toner', quantity: '10' }] })
    assert.equal(await balance(), 25)
  })

  test('are added by hand, once under one key', async ({ assert }) => {
    const asked = { key: 'by-hand', companyId, modelId, tokens: 10_500, reason: 'Fair in March' }
    for (let n = 0; n < 2; n++) await new AddTokens().handle(asked, null, TODAY)
    assert.equal(await balance(), 5)
    assert.lengthOf(await contracts(), 1)
  })
})
