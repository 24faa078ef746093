import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import { HOUSE, onLogged } from '#shared/records/change_log'
import RecordNotice, { type NoticeToRecord } from '#service_contracts/actions/record_notice'
import RenewContract from '#service_contracts/actions/renew_contract'
import RenewDueContracts from '#service_contracts/actions/renew_due_contracts'
import SettleStandings from '#service_contracts/actions/settle_standings'
import WithdrawNotice from '#service_contracts/actions/withdraw_notice'
import BillingWorld, { said } from '#tests/support/billing_world'
import { actorFor, personWithRole } from '#tests/support/people'

const on = calendarDate

test.group('Renewal of contracts', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  const tacit = { ends_on: '2027-01-01', term_months: 12, renewal_mode: 'tacit', notice_count: 3, notice_unit: 'month', deadline_on: '2026-10-01' }
  const year = (prices = ['100.00'], more = {}) => world.contract(prices, { ...tacit, ...more })
  const night = (day: string) => new RenewDueContracts().handle(on(day))
  const contract = (id: number) => db.from('service_contracts').where('id', id).firstOrFail()
  const terms = async (id: number) => (await db.from('contract_terms').where('service_contract_id', id).orderBy('id')).map((row) => `${row.term_no} ${row.starts_on} ${row.ends_on} ${row.cause}${row.live_key ? '' : ' withdrawn'}`)
  const notice = (id: number, receivedOn: string, more: Partial<NoticeToRecord> = {}, today = receivedOn, actor = world.maker) =>
    new RecordNotice().handle(id, { givenBy: 'customer', person: 'Ana Pop', channel: 'email', receivedOn: on(receivedOn), reason: null, effectiveOn: null, overrideReason: null, ...more }, on(today), actor)
  const status = async (id: number) => (await contract(id)).status

  test('gives a contract its next term on the day after the notice deadline, and no sooner', async ({ assert }) => {
    const { id } = await year()
    assert.equal((await night('2026-10-01')).renewed, 0)
    assert.equal((await night('2026-10-02')).renewed, 1)

    assert.deepEqual(await terms(id), ['1 2026-01-01 2027-01-01 initial', '2 2027-01-01 2028-01-01 tacit'])
    assert.containsSubset(await contract(id), { ends_on: '2028-01-01', term_no: 2, deadline_on: '2027-10-01', status: 'active' })
  })

  test('run again renews nothing', async ({ assert }) => {
    const { id } = await year()
    await night('2026-10-02')
    assert.deepEqual(await night('2026-10-02'), { seen: 0, renewed: 0, left: {} })
    assert.lengthOf(await terms(id), 2)
  })

  test('bills the new term from its first day at the price in force', async ({ assert }) => {
    const { lines } = await year()
    await world.change(lines[0], 'revalue', '2026-12-01', { pct: '10' })
    await night('2026-10-02')
    await world.run('2027-01-31')
    assert.deepEqual(said(await world.charges({ state: 'proposed' })).slice(-2), ['2026-12-01 110.00 proposed', '2027-01-01 110.00 proposed'])
  })

  test('moves a line that ends with its term and leaves one alone that ended before', async ({ assert }) => {
    const { id, lines } = await year(['100.00', '50.00', '20.00'])
    await db.from('contract_lines').where('id', lines[1]).update({ ends_on: '2027-01-01' })
    await db.from('contract_lines').where('id', lines[2]).update({ ends_on: '2026-07-01' })
    await night('2026-10-02')
    const ends = (await db.from('contract_lines').where('service_contract_id', id).orderBy('id')).map(({ ends_on: end }) => end)
    assert.deepEqual(ends, [null, '2028-01-01', '2026-07-01'])
  })

  test('does not renew what was terminated, ended, or has been renewed often enough', async ({ assert }) => {
    const { lines } = await year()
    await world.change(lines[0], 'terminate', '2026-11-01', { credit: 'credit' })
    await year(['1.00'], { status: 'ended' })
    await year(['1.00'], { max_renewals: 1, term_no: 2 })
    assert.deepEqual(await night('2026-10-02'), { seen: 2, renewed: 0, left: { nothing_left: 1, limit: 1 } })
  })

  test('that dies between two contracts leaves whole ones behind, and goes on with the rest', async ({ assert }) => {
    const contracts = [await year(), await year(), await year()]
    onLogged('test.death', async ([entry]) => {
      if (entry.recordId === contracts[1].id) throw new Error('The machine stopped')
    })
    await assert.rejects(() => night('2026-10-02'), /machine stopped/)
    onLogged('test.death', async () => {})
    assert.deepEqual(await Promise.all(contracts.map(async ({ id }) => (await terms(id)).length)), [2, 0, 0])
    assert.equal((await contract(contracts[1].id)).ends_on, '2027-01-01')

    assert.equal((await night('2026-10-02')).renewed, 2)
    assert.deepEqual(await Promise.all(contracts.map(async ({ id }) => (await terms(id)).length)), [2, 2, 2])
  })

  test('finds the deadline of a contract that came in without one', async ({ assert }) => {
    await year(['1.00'], { deadline_on: null })
    assert.equal((await night('2026-10-02')).renewed, 1)
  })

  test('catches up on several terms when nothing ran for years', async ({ assert }) => {
    const { id } = await year()
    await night('2029-01-15')
    assert.deepEqual((await terms(id)).map((term) => term.slice(0, 23)), ['1 2026-01-01 2027-01-01', '2 2027-01-01 2028-01-01', '3 2028-01-01 2029-01-01', '4 2029-01-01 2030-01-01'])
  })

  test('puts new lines in the place of the old ones where that was agreed, and bills each day once', async ({ assert }) => {
    const { id, lines } = await year(['100.00'], { renewal_lines: 'new' })
    await world.change(lines[0], 'amend', '2026-06-01', { price: '120.00' })
    await night('2026-10-02')
    const rows = await db.from('contract_lines').where('service_contract_id', id).orderBy('id')
    assert.deepEqual(rows.map((row) => `${row.position} ${row.unit_price} ${row.starts_on} ${row.ends_on}`), ['1 100.00 2026-01-01 2027-01-01', '2 120.00 2027-01-01 null'])

    await world.run('2027-01-31')
    assert.deepEqual(said(await world.charges({ state: 'proposed' })).slice(-2), ['2026-12-01 120.00 proposed', '2027-01-01 120.00 proposed'])
  })

  test('by hand is possible before the deadline and in any mode that has an end', async ({ assert }) => {
    const { id } = await year(['1.00'], { renewal_mode: 'manual', renewal_months: 24 })
    await new RenewContract().handle(id, on('2026-05-01'), HOUSE)
    assert.equal((await contract(id)).ends_on, '2029-01-01')
    const open = await year(['1.00'], { ends_on: null })
    await assert.rejects(() => new RenewContract().handle(open.id, on('2026-05-01'), HOUSE), /no end/)
  })

  test('keeps away from a contract whose notice came in time, which then ends with its term', async ({ assert }) => {
    const { id } = await year()
    await notice(id, '2026-10-01')
    assert.equal(await status(id), 'notice_given')
    assert.deepEqual((await night('2026-10-02')).left, {})
    assert.lengthOf(await terms(id), 0)

    await new SettleStandings().handle(on('2027-01-01'))
    assert.equal(await status(id), 'ended')
  })

  test('lets a late notice end the contract one term later', async ({ assert }) => {
    const { id } = await year()
    await notice(id, '2026-10-02')
    assert.deepEqual(await terms(id), ['1 2026-01-01 2027-01-01 initial', '2 2027-01-01 2028-01-01 late_notice'])
    assert.containsSubset(await contract(id), { ends_on: '2028-01-01', notice_effective_on: '2028-01-01', status: 'notice_given' })
    await night('2027-12-01')
    assert.lengthOf(await terms(id), 2)
  })

  test('is taken back for a notice that was in time and only recorded later; what was billed of it is credited', async ({ assert }) => {
    const { id } = await year()
    await night('2026-10-02')
    await world.bill('2027-01-01')
    await notice(id, '2026-09-30', {}, '2027-01-04')
    assert.deepEqual(await terms(id), ['1 2026-01-01 2027-01-01 initial', '2 2027-01-01 2028-01-01 tacit withdrawn'])
    assert.containsSubset(await contract(id), { ends_on: '2027-01-01', term_no: 1, status: 'ended' })

    await world.run('2027-01-31')
    assert.deepEqual(said(await world.charges({ state: 'proposed' })), ['2027-01-01 -100.00 proposed'])
  })

  test('another end than the rules say needs the right to it and a reason', async ({ assert }) => {
    const { id } = await year()
    const override = { effectiveOn: on('2027-01-01'), overrideReason: 'Agreed by phone' }
    await assert.rejects(() => notice(id, '2026-11-15', override), /may not decide/)
    const lead = await actorFor(await personWithRole('administrator'))
    await assert.rejects(() => notice(id, '2026-11-15', { ...override, overrideReason: null }, '2026-11-15', lead), /Say why/)
    await notice(id, '2026-11-15', override, '2026-11-15', lead)
    assert.containsSubset(await db.from('contract_notices').first(), { effective_on: '2027-01-01', ruled_on: '2028-01-01', is_late: 1, override_reason: 'Agreed by phone' })
    assert.equal((await contract(id)).ends_on, '2027-01-01')
  })

  test('a notice is withdrawn with a reason, and the renewal goes on', async ({ assert }) => {
    const { id } = await year()
    const noticeId = await notice(id, '2026-09-01')
    await assert.rejects(() => notice(id, '2026-09-02'), /stands already/)
    await new WithdrawNotice().handle(id, noticeId, 'Stays after a talk', on('2026-09-20'), world.maker)
    assert.containsSubset(await contract(id), { ends_on: '2027-01-01', deadline_on: '2026-10-01', notice_effective_on: null, status: 'active' })
    assert.equal((await night('2026-10-02')).renewed, 1)
    await notice(id, '2027-02-01')
    assert.equal((await contract(id)).ends_on, '2028-01-01')
  })

  test('a contract without end ends once the notice has run', async ({ assert }) => {
    const { id } = await year(['100.00'], { ends_on: null, deadline_on: null, renewal_mode: 'none' })
    await notice(id, '2026-05-15')
    assert.equal((await contract(id)).ends_on, '2026-08-15')
  })
})
