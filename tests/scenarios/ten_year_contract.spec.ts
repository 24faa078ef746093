import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import ApplyRevaluation from '#service_contracts/actions/apply_revaluation'
import ChangeContract from '#service_contracts/actions/change_contract'
import ComputeRevaluation from '#service_contracts/actions/compute_revaluation'
import RenewDueContracts from '#service_contracts/actions/renew_due_contracts'
import SettleStandings from '#service_contracts/actions/settle_standings'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'
import BillingWorld from '#tests/support/billing_world'
import { indexValue, policyOnCpi } from '#tests/support/indexation'

const on = calendarDate

test.group('A contract of ten years, billed by the year in advance', (group) => {
  let world: BillingWorld
  let id: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    const revaluation = await policyOnCpi({ first_after_months: 24, every_months: 48 })
    for (const [month, value] of [['2015-12', '100'], ['2017-12', '102.5'], ['2021-12', '105.575']]) await indexValue(month, value)
    const term = { starts_on: '2016-01-01', ends_on: '2026-01-01', term_months: 120, deadline_on: '2025-10-01' }
    const renewal = { renewal_mode: 'tacit', notice_count: 3, notice_unit: 'month', renewal_months: 60 }
    const contract = await world.contract(['1200.00'], { ...term, ...renewal, period_unit: 'year', revaluation_policy_id: revaluation, line: { starts_on: '2016-01-01' } })
    id = contract.id
  })

  /** Bills until a day, and says what that run brought. */
  const bill = async (until: string) => {
    const before = await db.from('charges').where('state', 'billed').max('id as last').first()
    const run = await world.run(until)
    const charges = await db.from('charges').where('state', 'proposed').orderBy('period_from').orderBy('net_cents')
    if (charges.length > 0) await world.approve(run)
    return charges.filter((charge) => Number(charge.id) > Number(before?.last ?? 0)).map((charge) => `${charge.period_from} ${charge.period_to} ${(Number(charge.net_cents) / 100).toFixed(2)}`)
  }
  const change = (event: ContractEvent, today: string) => new ChangeContract().handle(id, { lineId: null, event, reason: 'Agreed' }, on(today), world.maker)
  const revalue = async (day: string) => {
    const run = await new ComputeRevaluation().open(on(day), on(day), world.maker)
    await new ComputeRevaluation().handle(run.id)
    await new ApplyRevaluation().handle(run.id, (await run.refresh()).revision, world.approver)
  }

  test('two revaluations, an amendment, a suspension with its credit and a renewal come out to the cent', async ({ assert }) => {
    assert.deepEqual(await bill('2016-01-01'), ['2016-01-01 2017-01-01 1200.00'])
    assert.deepEqual(await bill('2017-01-01'), ['2017-01-01 2018-01-01 1200.00'])

    // 1200.00 × 102.5 ÷ 100 = 1230.00
    await revalue('2018-01-01')
    assert.deepEqual(await bill('2018-01-01'), ['2018-01-01 2019-01-01 1230.00'])
    assert.deepEqual(await bill('2019-01-01'), ['2019-01-01 2020-01-01 1230.00'])

    // two instead of one from 1 July: 184 of 365 days are left.
    // back: 1230.00 × 184 ÷ 365 = 620.05; anew: 2460.00 × 184 ÷ 365 = 1240.11
    await change({ kind: 'amend', on: on('2019-07-01'), quantity: '2' }, '2019-06-20')
    assert.deepEqual(await bill('2019-07-01'), ['2019-07-01 2020-01-01 -620.05', '2019-07-01 2020-01-01 1240.11'])
    assert.deepEqual(await bill('2020-01-01'), ['2020-01-01 2021-01-01 2460.00'])
    assert.deepEqual(await bill('2021-01-01'), ['2021-01-01 2022-01-01 2460.00'])

    // suspended in March, April and May after the year was billed: 92 of 365 days.
    // back: 2460.00 × 92 ÷ 365 = 620.05
    await change({ kind: 'suspend', on: on('2021-03-01') }, '2021-02-15')
    await change({ kind: 'resume', on: on('2021-06-01') }, '2021-02-15')
    assert.deepEqual(await bill('2021-06-01'), ['2021-03-01 2021-06-01 -620.05'])

    // 1230.00 × 105.575 ÷ 102.5 = 1266.90; two of them 2533.80
    await revalue('2022-01-01')
    for (const year of [2022, 2023, 2024, 2025]) assert.deepEqual(await bill(`${year}-01-01`), [`${year}-01-01 ${year + 1}-01-01 2533.80`])

    // the notice deadline is 1 January 2026 minus three months
    assert.equal((await new RenewDueContracts().handle(on('2025-10-01'))).renewed, 0)
    assert.deepEqual(await bill('2026-01-01'), [])
    assert.equal((await new RenewDueContracts().handle(on('2025-10-02'))).renewed, 1)
    await new SettleStandings().handle(on('2026-01-01'))
    const contract = await db.from('service_contracts').where('id', id).firstOrFail()
    assert.containsSubset(contract, { term_no: 2, ends_on: '2031-01-01', deadline_on: '2030-10-01', status: 'active' })
    assert.deepEqual(await bill('2026-01-01'), ['2026-01-01 2027-01-01 2533.80'])

    // 2 × 1200.00 + 2 × 1230.00 − 620.05 + 1240.11 + 2 × 2460.00 − 620.05 + 5 × 2533.80 = 22449.01
    const { net } = await db.from('charges').where('state', 'billed').sum('net_cents as net').firstOrFail()
    assert.equal(Number(net), 2_244_901)
    assert.deepEqual(await bill('2026-01-01'), [])
  })
})
