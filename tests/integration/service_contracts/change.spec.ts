import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import ActivateContract from '#service_contracts/actions/activate_contract'
import ChangeContract from '#service_contracts/actions/change_contract'
import SettleStandings from '#service_contracts/actions/settle_standings'
import SettleAlert from '#service_contracts/actions/settle_alert'
import { contractPanel } from '#service_contracts/queries/contract_panel'
import { openAlerts } from '#service_contracts/queries/open_alerts'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'
import BillingWorld, { said } from '#tests/support/billing_world'
import ContractWorld from '#tests/support/contract_world'

const TODAY = calendarDate('2026-06-01')

test.group('A contract', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  const on = calendarDate('2026-02-01')
  const change = (id: number, event: ContractEvent, lineId: number | null = null) => new ChangeContract().handle(id, { lineId, event, reason: 'Agreed' }, TODAY, world.maker)
  const status = async (id: number) => (await db.from('service_contracts').where('id', id).firstOrFail()).status

  test('that is a draft is activated once', async ({ assert }) => {
    const { id } = await world.contract(['100.00'], { status: 'draft' })
    await new ActivateContract().handle(id, world.maker)

    assert.equal(await status(id), 'active')
    await assert.rejects(() => new ActivateContract().handle(id, world.maker), /Only a draft can be activated/)
  })

  test('without lines is not activated', async ({ assert }) => {
    const { id } = await world.contract([], { status: 'draft' })

    await assert.rejects(() => new ActivateContract().handle(id, world.maker), /without lines/)
  })

  test('bills another price from the day it was agreed for', async ({ assert }) => {
    const { id } = await world.contract(['100.00'])
    await change(id, { kind: 'amend', on, price: '120.00' })
    await world.run('2026-02-28')

    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 proposed', '2026-02-01 120.00 proposed'])
  })

  test('changes one line and leaves the others', async ({ assert }) => {
    const { id, lines } = await world.contract(['100.00', '20.00'])
    await change(id, { kind: 'terminate', on, credit: 'credit' }, lines[1])
    await world.run('2026-02-28')

    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 proposed', '2026-02-01 100.00 proposed', '2026-01-01 20.00 proposed'])
    assert.equal(await status(id), 'active')
  })

  test('bills nothing while it is suspended', async ({ assert }) => {
    const { id } = await world.contract(['100.00'])
    await change(id, { kind: 'suspend', on })
    assert.equal(await status(id), 'suspended')
    await change(id, { kind: 'resume', on: calendarDate('2026-03-01') })
    assert.equal(await status(id), 'active')
    await world.run('2026-03-31')

    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 proposed', '2026-03-01 100.00 proposed'])
  })

  test('keeps its status until the day for which a change was agreed', async ({ assert }) => {
    const { id } = await world.contract(['100.00'])
    await change(id, { kind: 'suspend', on: calendarDate('2026-07-01') })
    await change(id, { kind: 'resume', on: calendarDate('2026-08-01') })
    await change(id, { kind: 'terminate', on: calendarDate('2026-09-01'), credit: 'credit' })

    const seen: string[] = []
    for (const day of ['2026-06-01', '2026-06-30', '2026-07-01', '2026-07-31', '2026-08-01', '2026-08-31', '2026-09-01', '2026-09-02']) {
      await new SettleStandings().handle(calendarDate(day))
      seen.push(await status(id))
    }
    assert.deepEqual(seen, ['active', 'active', 'suspended', 'suspended', 'active', 'active', 'ended', 'ended'])
  })

  test('goes on as long as one of its lines does', async ({ assert }) => {
    const { id, lines } = await world.contract(['100.00', '20.00'])
    await change(id, { kind: 'terminate', on, credit: 'credit' }, lines[0])
    assert.equal(await status(id), 'active')
    await change(id, { kind: 'terminate', on, credit: 'credit' }, lines[1])
    assert.equal(await status(id), 'ended')
  })

  test('ends on its last day without anybody doing anything', async ({ assert }) => {
    const { id } = await world.contract(['100.00'])
    await db.from('service_contracts').where('id', id).update({ ends_on: '2026-07-01' })
    await new SettleStandings().handle(calendarDate('2026-06-30'))
    assert.equal(await status(id), 'active')
    await new SettleStandings().handle(calendarDate('2026-07-01'))
    assert.equal(await status(id), 'ended')
  })

  test('that has ended is not changed any more', async ({ assert }) => {
    const { id } = await world.contract(['100.00'])
    await change(id, { kind: 'terminate', on, credit: 'credit' })

    assert.equal(await status(id), 'ended')
    await assert.rejects(() => change(id, { kind: 'amend', on, price: '1.00' }), /Only a contract that runs/)
  })

  test('refuses a line of another contract', async ({ assert }) => {
    const [{ id }, other] = [await world.contract(['100.00']), await world.contract(['100.00'])]

    await assert.rejects(() => change(id, { kind: 'amend', on, price: '1.00' }, other.lines[0]), /outside the contract/)
  })

  test('refuses what could never be billed and writes nothing', async ({ assert }) => {
    const { id } = await world.contract(['100.00'])

    await assert.rejects(() => change(id, { kind: 'amend', on: calendarDate('2025-12-01'), price: '1.00' }), /outside the contract/)
    await assert.rejects(() => change(id, { kind: 'resume', on }), /nothing to resume/)
    assert.lengthOf(await db.from('contract_line_events'), 0)
  })

  test('shows what was billed, what is due and what will come', async ({ assert }) => {
    const { id } = await world.contract(['100.00'])
    await world.bill('2026-01-31')
    const row = await db.from('service_contracts').where('id', id).firstOrFail()
    const panel = await contractPanel(row, world.maker)

    assert.include(panel.schedule.find(({ from }) => from === '2026-01-01')!, { state: 'billed', netCents: 10_000 })
    assert.isTrue(panel.schedule.some(({ state }) => state === 'due'))
    assert.isTrue(panel.schedule.some(({ state }) => state === 'future'))
    assert.lengthOf(panel.refusals, 0)
  })

  test('keeps an alert open until somebody has settled it', async ({ assert }) => {
    const sold = await ContractWorld.build()
    await sold.order()
    await sold.order({ quantity: '3' })
    const [alert] = await openAlerts()
    assert.deepInclude(alert.terms, { order: 'SO1', quantity: '3' })

    await new SettleAlert().handle(alert.service_contract_id, alert.id, world.maker)
    assert.lengthOf(await openAlerts(), 0)
    await assert.rejects(() => new SettleAlert().handle(alert.service_contract_id + 1, alert.id, world.maker))
  })
})
