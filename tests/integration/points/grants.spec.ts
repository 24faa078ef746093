import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import DeleteRecord from '#shared/records/actions/delete_record'
import SaveRecord from '#shared/records/actions/save_record'
import { HOUSE } from '#shared/records/change_log'
import ConsumePoints from '#points/actions/consume_points'
import ExpireLots from '#points/actions/expire_lots'
import ReverseConsumption from '#points/actions/reverse_consumption'
import { accountReplay } from '#points/queries/account_replay'
import { ledgerEntries } from '#points/queries/ledger_entries'
import { lotMovements } from '#points/queries/lot_movements'
import { answerTo } from '#points/rules/replay_answer'
import { replayInputsFrom } from '#points/rules/replay_input'
import ActivateContract from '#service_contracts/actions/activate_contract'
import ChangeContract from '#service_contracts/actions/change_contract'
import RecordNotice from '#service_contracts/actions/record_notice'
import RenewContract from '#service_contracts/actions/renew_contract'
import WithdrawNotice from '#service_contracts/actions/withdraw_notice'
import { SERVICE_CONTRACT } from '#service_contracts/records/service_contract'
import { quotedPoints } from '#service_contracts/queries/coverage/quoted_points'
import ContractWorld from '#tests/support/contract_world'
import { actorFor, personWithRole } from '#tests/support/people'

const AT = '2026-01-01 00:00:00'
const RECORDED = calendarDate('2027-02-10')
const NOTICE = { givenBy: 'customer', person: null, channel: 'letter', receivedOn: calendarDate('2026-09-01'), reason: null, effectiveOn: null, overrideReason: null } as const

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

  async function renewed() {
    const world = await ContractWorld.build({ kind: 'points', birth: 'active', renewal_mode: 'tacit', notice_count: 3, notice_unit: 'month' })
    const model = await db.from('contract_models').firstOrFail()
    await db.table('point_grants').insert({ contract_model_id: model.id, points: '50', shortage: 'block', grace_days: 15, version: 1, created_at: AT, updated_at: AT })
    await world.order()
    const actor = await actorFor(await personWithRole('administrator'))
    const [contract] = await world.contracts()
    await db.from('service_contracts').update({ renewal_mode: 'tacit', notice_count: 3, notice_unit: 'month', term_months: 12 })
    if ((await db.from('point_accounts')).length === 0) await new ActivateContract().handle(Number(contract.id), actor)
    await new RenewContract().handle(Number(contract.id), calendarDate('2026-10-20'), HOUSE)
    const account = await db.from('point_accounts').firstOrFail()
    return { contractId: Number(contract.id), accountId: Number(account.id), actor }
  }
  /** A contract of one term with 100 points until 15 January 2027. */
  async function granted() {
    const world = await ContractWorld.build({ kind: 'points', birth: 'active' })
    const model = await db.from('contract_models').firstOrFail()
    await db.table('point_grants').insert({ contract_model_id: model.id, points: '50', shortage: 'block', grace_days: 15, version: 1, created_at: AT, updated_at: AT })
    await world.order()
    const [[contract], account] = [await world.contracts(), await db.from('point_accounts').firstOrFail()]
    return { contractId: Number(contract.id), accountId: Number(account.id), actor: await actorFor(await personWithRole('administrator')) }
  }
  const lots = () => db.from('point_lots').orderBy('id')
  const consume = (accountId: number, points: number, key: string) => new ConsumePoints().handle(accountId, { key, request: null, asks: { points } }, null, RECORDED)

  test('whose notice is recorded after its renewal gives back what is left of the next term, with the reason; what was used stays used', async ({ assert }) => {
    const { contractId, accountId, actor } = await renewed()
    await consume(accountId, 3_000, 'visit')
    await new RecordNotice().handle(contractId, NOTICE, RECORDED, actor)

    const [first, second] = await lots()
    assert.containSubset(first, { remaining: 10_000, withdrawn_on: null })
    assert.containSubset(second, { points: 10_000, remaining: 0, valid_from: '2027-01-15', withdrawn_on: '2027-02-10' })
    const { entries } = await ledgerEntries(accountId)
    assert.containSubset(entries[0], { kind: 'withdraw', change: -7_000, by: actor.name, withdrawal: { endsOn: '2027-01-15', points: '100', left: '70', used: '30', isKept: false } })

    await new ReverseConsumption().handle(accountId, { key: 'back', of: 'visit', points: 1_000, reason: 'Not ours' }, actor, RECORDED)
    assert.deepEqual((await lots()).map(({ remaining }) => Number(remaining)), [10_000, 0])
    const account = await db.from('point_accounts').firstOrFail()
    const [replayed] = replayInputsFrom([JSON.parse(JSON.stringify(await accountReplay(accountId, RECORDED)))]).map(answerTo)
    assert.equal((replayed as { balance: { points: string } }).balance.points, account.balance)
  })

  test('that is renewed after all, once the notice was withdrawn, gets the points of the term again', async ({ assert }) => {
    const { contractId, actor } = await renewed()
    await new RecordNotice().handle(contractId, NOTICE, calendarDate('2026-11-01'), actor)
    const { id } = await db.from('contract_notices').firstOrFail()
    await new WithdrawNotice().handle(contractId, Number(id), 'They stay', calendarDate('2026-11-02'), actor)
    await new RenewContract().handle(contractId, calendarDate('2026-11-03'), HOUSE)

    assert.deepEqual((await lots()).map(({ remaining }) => Number(remaining)), [10_000, 0, 10_000])
  })

  test('that is terminated within a term keeps the points of that term, and says so', async ({ assert }) => {
    const { contractId, accountId, actor } = await renewed()
    const event = { kind: 'terminate', on: calendarDate('2026-12-01'), credit: 'credit' } as never
    await new ChangeContract().handle(contractId, { lineId: null, event, reason: 'Moved away' }, calendarDate('2026-12-05'), actor)

    assert.deepEqual((await lots()).map(({ remaining }) => Number(remaining)), [10_000, 0])
    const { entries } = await ledgerEntries(accountId)
    assert.containSubset(entries, [{ kind: 'withdraw', change: 0, moves: [], withdrawal: { isKept: true, left: '100', endsOn: '2026-12-01' } }])
  })

  test('whose suspension extends the term lets its points last as long, by an entry of the ledger, and past days stay as they were', async ({ assert }) => {
    const { contractId, accountId, actor } = await granted()
    await new ConsumePoints().handle(accountId, { key: 'visit', request: null, asks: { points: 3_000 } }, null, calendarDate('2026-05-01'))
    const before = await lotMovements([accountId], calendarDate('2027-01-20'))
    const event = { kind: 'suspend', on: calendarDate('2026-06-01'), extendsTerm: true, until: calendarDate('2026-08-01') } as never
    await new ChangeContract().handle(contractId, { lineId: null, event, reason: 'Rebuilding' }, RECORDED, actor)

    assert.deepEqual((await lots()).map((lot) => [Number(lot.remaining), lot.expires_on, lot.valid_from, lot.source]), [
      [0, '2027-01-15', '2026-01-15', 'contract'],
      [7_000, '2027-03-17', '2026-01-15', 'contract'],
    ])
    assert.deepEqual(await lotMovements([accountId], calendarDate('2027-01-20')), before)
    const { entries } = await ledgerEntries(accountId)
    assert.containSubset(entries[0], { kind: 'extend', change: 0, by: actor.name, extension: { from: '2027-01-15', until: '2027-03-17', points: '70' } })

    await new ReverseConsumption().handle(accountId, { key: 'back', of: 'visit', points: 1_000, reason: 'Not ours' }, actor, RECORDED)
    assert.deepEqual((await lots()).map(({ remaining }) => Number(remaining)), [0, 8_000])
    const [replayed] = replayInputsFrom([JSON.parse(JSON.stringify(await accountReplay(accountId, RECORDED)))]).map(answerTo)
    assert.containSubset(replayed, { balance: { points: '80', usable: '80' } })
    assert.equal((await db.from('point_accounts').firstOrFail()).balance, '80')
  })

  test('whose end is moved by hand takes its points along, and gets back what had been written off', async ({ assert }) => {
    const { contractId, accountId, actor } = await granted()
    await new ExpireLots().handle(calendarDate('2027-01-20'))
    assert.equal((await db.from('point_accounts').where('id', accountId).firstOrFail()).balance, '0')
    await new SaveRecord().handle(SERVICE_CONTRACT, { id: contractId, values: { ends_on: '2027-07-01' } }, actor)

    assert.deepEqual((await lots()).map((lot) => [Number(lot.remaining), lot.expires_on]), [[0, '2027-01-15'], [10_000, '2027-07-01']])
    assert.equal((await db.from('point_accounts').where('id', accountId).firstOrFail()).balance, '100')
  })
})

test.group('A points contract that is taken over', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  const taken = async (more: object) => {
    await ContractWorld.build({ kind: 'points', birth: 'draft' })
    const model = await db.from('contract_models').firstOrFail()
    await db.table('point_grants').insert({ contract_model_id: model.id, points: '50', unit_value: '2', shortage: 'block', grace_days: 15, version: 1, created_at: AT, updated_at: AT })
    const actor = await actorFor(await personWithRole('administrator'))
    const company = await db.from('companies').firstOrFail()
    const values = { company_id: Number(company.id), contract_model_id: Number(model.id), kind: 'points', currency: 'EUR', starts_on: '2026-01-01', ends_on: '2027-01-01', billed_until: '2026-07-01', former_number: 'OLD-9', notice_count: 3, notice_unit: 'month', renewal_mode: 'none', ...more }
    return { actor, save: () => new SaveRecord().handle(SERVICE_CONTRACT, { id: null, values, source: 'import' }, actor) }
  }
  const lots = () => db.from('point_lots').orderBy('id')

  test('holds what was left in the former system, once, and not what its model grants', async ({ assert }) => {
    const { actor, save } = await taken({ was_running: true, opening_points: '37.5' })
    const contract = await save()
    assert.deepEqual((await lots()).map((lot) => [Number(lot.points), Number(lot.remaining), lot.unit_value, lot.source, lot.valid_from, lot.expires_on]), [[3_750, 3_750, '2', 'contract', '2026-07-01', '2027-01-01']])
    await assert.rejects(() => new SaveRecord().handle(SERVICE_CONTRACT, { id: contract.id, values: { opening_points: '40' } }, actor), /were booked already/)
    assert.lengthOf(await lots(), 1)
    await new DeleteRecord().handle(SERVICE_CONTRACT, contract.id, actor, 'import', undefined, 'import')
    assert.deepEqual([await lots(), await db.from('point_accounts'), await db.from('point_entries')], [[], [], []])
  })

  test('that comes as a draft gets its opening points when it comes into force', async ({ assert }) => {
    const { actor, save } = await taken({ opening_points: '10' })
    const contract = await save()
    assert.isEmpty(await lots())
    await db.table('contract_lines').insert({ service_contract_id: contract.id, position: 1, description: 'Care', quantity: '2', unit_price: '60', starts_on: '2026-01-01', version: 1, created_at: AT, updated_at: AT })
    await new ActivateContract().handle(contract.id, actor)
    assert.deepEqual((await lots()).map(({ points, lot_key: key }) => [Number(points), key]), [[1_000, 'lot opening']])
  })

  test('names points only where it is a points contract, and no fewer than none', async ({ assert }) => {
    await assert.rejects((await taken({ opening_points: '-1', was_running: true })).save, /less than none/)
  })
})
