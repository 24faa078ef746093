import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import ChangeContract from '#service_contracts/actions/change_contract'
import { changeRehearsal } from '#service_contracts/queries/change_rehearsal'
import { contractPanel } from '#service_contracts/queries/contract_panel'
import { contractTerms } from '#service_contracts/queries/contract_terms'
import type { ChangeAsked } from '#service_contracts/rules/change_asked'
import BillingWorld, { said } from '#tests/support/billing_world'

const day = calendarDate
const TODAY = day('2026-06-01')

test.group('Days agreed with a customer', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  const contractOf = (id: number) => db.from('service_contracts').where('id', id).firstOrFail()
  const change = (id: number, event: ChangeAsked, lineId: number | null = null, today = TODAY) => new ChangeContract().handle(id, { lineId, event, reason: 'Agreed' }, today, world.maker)
  const year = (more: object = {}) => world.contract(['100.00'], { ends_on: '2027-01-01', renewal_mode: 'tacit', notice_count: 3, notice_unit: 'month', deadline_on: '2026-10-01', ...more })
  const pause = { kind: 'suspend' as const, on: day('2026-03-01'), extendsTerm: true }

  test('free periods of the contract are not billed, and its page says so', async ({ assert }) => {
    const { id } = await world.contract(['100.00'], { free_periods: 2 })
    await world.run('2026-03-31')
    assert.deepEqual(said(await world.charges()), ['2026-03-01 100.00 proposed'])
    const { schedule } = await contractPanel(await contractOf(id) as never, world.maker)
    assert.deepEqual(schedule.filter(({ state }) => state === 'free').map(({ from, to }) => `${from} ${to}`), ['2026-01-01 2026-02-01', '2026-02-01 2026-03-01'])
  })

  test('free days are credited where they were billed, and the charge explains what is left', async ({ assert }) => {
    const { id } = await world.contract(['310.00'])
    await world.bill('2026-03-01')
    const event = { kind: 'free' as const, on: day('2026-03-11'), to: day('2026-03-21') }
    const rehearsal = await changeRehearsal(await contractOf(id), { lineId: null, event, recordedOn: null }, TODAY)
    assert.containsSubset(rehearsal.items, [{ from: '2026-03-11', to: '2026-03-21', kind: 'credit', beforeMinor: null, afterMinor: -10_000 }])

    await change(id, event)
    await world.bill('2026-03-31')
    const credit = (await world.charges({ kind: 'credit' }))[0]
    assert.equal(Number(credit.net_cents), -10_000)
    assert.deepEqual(JSON.parse(credit.explanation).free, [{ from: '2026-03-11', to: '2026-03-21' }])
  })

  test('free days are agreed before the contract is in force, on one line or all', async ({ assert }) => {
    const { id, lines } = await world.contract(['100.00', '20.00'], { status: 'draft' })
    await change(id, { kind: 'free', on: day('2026-01-01'), to: day('2026-03-01') }, lines[1])
    await assert.rejects(() => change(id, { kind: 'suspend', on: day('2026-02-01') }), /Only a contract that runs/)
    await assert.rejects(() => change(id, { kind: 'free', on: day('2026-02-01'), to: day('2026-02-01') }), /last day must come after/)
    await db.from('service_contracts').where('id', id).update({ status: 'active' })
    await world.run('2026-02-28')
    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 proposed', '2026-02-01 100.00 proposed'])
  })

  test('a suspension that extends the term moves the end and the notice deadline when service begins again', async ({ assert }) => {
    const { id } = await year({ line: { ends_on: '2027-01-01' } })
    await change(id, pause)
    const rehearsal = await changeRehearsal(await contractOf(id), { lineId: null, event: { kind: 'resume', on: day('2026-04-01') }, recordedOn: null }, TODAY)
    assert.containsSubset(rehearsal.items, [{ from: '2027-01-01', to: '2027-02-01', beforeMinor: null, afterMinor: 10_000 }])
    assert.equal((await contractOf(id)).ends_on, '2027-01-01')

    await db.table('contract_alerts').insert({ service_contract_id: id, kind: 'renewal_deadline', fact_key: 'term:1', terms: '{}', raised_at: '2026-01-01 00:00:00' })
    await change(id, { kind: 'resume', on: day('2026-04-01') })
    assert.lengthOf(await db.from('contract_alerts'), 0)
    assert.containsSubset(await contractOf(id), { ends_on: '2027-02-01', deadline_on: '2026-11-01', status: 'active' })
    assert.equal((await db.from('contract_lines').where('service_contract_id', id).firstOrFail()).ends_on, '2027-02-01')
    await world.run('2028-01-01')
    const charges = await world.charges()
    assert.lengthOf(charges, 12)
    assert.equal(charges.at(-1)?.period_from, '2027-01-01')
  })

  test('with its end agreed at once it is previewed and recorded whole', async ({ assert }) => {
    const { id } = await year()
    const event = { ...pause, until: day('2026-04-01') }
    const { afterMinor, beforeMinor, endMoves } = await changeRehearsal(await contractOf(id), { lineId: null, event, recordedOn: null }, TODAY)
    assert.equal(afterMinor, beforeMinor)
    assert.deepEqual(endMoves, { before: day('2027-01-01'), after: day('2027-02-01') })
    await change(id, event)
    assert.equal((await contractOf(id)).ends_on, '2027-02-01')
    assert.deepEqual((await db.from('contract_line_events').orderBy('id')).map(({ kind, terms }) => [kind, JSON.parse(terms)]), [['suspend', { extendsTerm: true }], ['resume', { endMoved: 31 }]])
    assert.deepEqual((await contractTerms(await contractOf(id))).map(({ endsOn }) => endsOn), ['2027-02-01'])
  })

  test('the preview reaches as far as the days that come back, however late the term ends', async ({ assert }) => {
    const { id } = await year({ ends_on: '2031-01-01', mode: 'arrears', lag_days: 5 })
    const tried = async (event: ChangeAsked) => changeRehearsal(await contractOf(id), { lineId: null, event, recordedOn: null }, TODAY)
    const { items, afterMinor, beforeMinor } = await tried({ ...pause, until: day('2026-04-01') })
    assert.equal(items.at(-1)?.to, '2031-02-01')
    assert.equal(afterMinor, beforeMinor)
    assert.deepEqual((await tried(pause)).endMoves, { before: day('2031-01-01'), after: null })
    assert.notProperty(await tried({ kind: 'amend', on: day('2026-03-01'), price: '90.00' }), 'endMoves')
  })

  test('is agreed for the whole contract only, where there is an end that may move', async ({ assert }) => {
    const { id, lines } = await year()
    await assert.rejects(() => change(id, pause, lines[0]), /all of its lines/)
    await change(id, pause)
    await assert.rejects(() => change(id, { kind: 'resume', on: day('2026-04-01') }, lines[0]), /all of its lines/)
    await assert.rejects(async () => change((await world.contract(['1.00'])).id, pause), /no end that could move/)
    await assert.rejects(async () => change((await year({ notice_effective_on: '2027-01-01' })).id, pause), /Notice was given/)
  })

  test('a notice that came meanwhile keeps the end on its day', async ({ assert }) => {
    const { id } = await year()
    await change(id, pause)
    await db.from('service_contracts').where('id', id).update({ notice_effective_on: '2027-01-01' })
    await change(id, { kind: 'resume', on: day('2026-04-01') })
    assert.equal((await contractOf(id)).ends_on, '2027-01-01')
    await world.run('2028-01-01')
    assert.lengthOf(await world.charges(), 11)
  })
})
