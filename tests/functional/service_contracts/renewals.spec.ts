import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import { addDays, addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import User from '#identity/models/user'
import { deadlineOf } from '#service_contracts/rules/renewal/renewal_fields'
import BillingWorld from '#tests/support/billing_world'
import { personWhoMay } from '#tests/support/people'

const DESK = '/service-contracts/renewals'

test.group('Renewals in the browser', (group) => {
  let world: BillingWorld
  let maker: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    maker = await User.findOrFail(world.maker.id)
  })

  const today = todayIn('UTC')
  const coming = (days: number, more: Record<string, unknown> = {}, prices = ['100.00']) => {
    const deadline = addDays(today, days)
    const endsOn = addMonthsAnchored(deadline, 1)
    const startsOn = addMonthsAnchored(endsOn, -12)
    const row = { ends_on: endsOn, starts_on: startsOn, term_months: 12, renewal_mode: 'manual', notice_count: 1, notice_unit: 'month', ...more }
    return world.contract(prices, { ...row, deadline_on: deadlineOf(row) as string, line: { starts_on: startsOn } })
  }
  const send = (client: ApiClient, path: string, form: object = {}, user = maker) => client.post(path).loginAs(user).withCsrfToken().redirects(0).form(form)
  const see = async (client: ApiClient, path: string, user = maker) => (await client.get(path).loginAs(user)).text()
  const contract = (id: number) => db.from('service_contracts').where('id', id).firstOrFail()

  test('the desk lists what comes up with its money and can be narrowed', async ({ assert, client }) => {
    const company = await world.company({ name: 'Molino Norte' })
    await coming(20, { company_id: company, number: 'C-NEAR' })
    await coming(10, { renewal_mode: 'tacit', number: 'C-TACIT' })
    await coming(400, { number: 'C-FAR' })
    const page = await see(client, DESK)
    for (const text of ['C-NEAR', 'C-TACIT', 'Molino Norte', '1,200.00', 'To be decided', 'Renews itself']) assert.include(page, text)
    assert.notInclude(page, 'C-FAR')
    assert.isBelow(page.indexOf('C-TACIT'), page.indexOf('C-NEAR'))

    const narrow = await see(client, `${DESK}?company_id=${company}`)
    assert.include(narrow, 'C-NEAR')
    assert.notInclude(narrow, 'C-TACIT')
    assert.notInclude(await see(client, `${DESK}?state=renew`), 'C-NEAR')
  })

  test('chosen contracts are shown with their amounts, then renewed, once', async ({ assert, client }) => {
    const [one, other] = [await coming(20), await coming(30, {}, ['50.00'])]
    const chosen = [`${one.id}:1`, `${other.id}:1`]
    const preview = await send(client, `${DESK}/decisions/preview`, { decision: 'renew', chosen })
    for (const text of ['Renew 2 contracts', '1,800.00']) assert.include(preview.text(), text)
    assert.equal((await contract(one.id)).term_no, 1)

    for (const _ of [1, 2]) (await send(client, `${DESK}/decisions`, { decision: 'renew', chosen })).assertStatus(303)
    assert.equal((await contract(one.id)).term_no, 2)
    assert.lengthOf(await db.from('contract_terms').where('service_contract_id', one.id), 2)
  })

  test('one decision takes everything that the filter holds, also beyond the page', async ({ assert, client }) => {
    const company = await world.company()
    for (let number = 0; number < 52; number += 1) await coming(20, { company_id: company })
    const other = await coming(25)
    assert.include(await see(client, `${DESK}?company_id=${company}`), 'all 52 of this filter')
    const back = `company_id=${company}`
    const preview = await send(client, `${DESK}/decisions/preview`, { decision: 'end', everything: '1', back })
    assert.include(preview.text(), '52 contracts')
    const chosen = [...preview.text().matchAll(/value="(\d+:1)"/g)].map(([, value]) => value)
    assert.lengthOf(chosen, 52)

    ;(await send(client, `${DESK}/decisions`, { decision: 'end', chosen, back })).assertStatus(303)
    assert.lengthOf(await db.from('service_contracts').where('renewal_decision', 'end'), 52)
    assert.isNull((await contract(other.id)).renewal_decision)
  })

  test('what is to end, to be quoted or put off is noted, and the night heeds it', async ({ assert, client }) => {
    const { id } = await coming(20, { renewal_mode: 'tacit' })
    ;(await send(client, `${DESK}/decisions`, { decision: 'end', 'chosen[]': `${id}:1` })).assertStatus(303)
    assert.containsSubset(await contract(id), { renewal_decision: 'end', renewal_decided_by: world.maker.name, renewal_decided_term: 1 })
    assert.include(await see(client, DESK), 'Will end')
    ;(await send(client, `${DESK}/decisions/preview`, { decision: 'end' })).assertStatus(422)
  })

  test('the desk comes as a spreadsheet with the same figures', async ({ assert, client }) => {
    await coming(20, { number: 'C-SHEET' })
    const sheet = await client.get(`${DESK}/export/csv`).loginAs(maker)
    assert.match(sheet.text(), /C-SHEET,.*,1200,1200,0,0,0,0,0,0,0,EUR/)
  })

  test('a notice is tried, recorded with its proof, confirmed by letter and withdrawn', async ({ assert, client }) => {
    const { id } = await coming(20, { renewal_mode: 'tacit' })
    const path = `/service-contracts/contracts/${id}`
    const form = { given_by: 'customer', person: 'Ana Pop', channel: 'registered', received_on: today }
    const tried = await send(client, `${path}/notices/preview`, form)
    assert.include(tried.text(), 'In time')
    assert.lengthOf(await db.from('contract_notices'), 0)

    const recorded = await client.post(`${path}/notices`).loginAs(maker).withCsrfToken().redirects(0).fields(form).file('proof', Buffer.from('Dear Sirs, we leave.'), { filename: 'notice.txt', contentType: 'text/plain' })
    recorded.assertStatus(303)
    assert.equal((await contract(id)).status, 'notice_given')
    assert.lengthOf(await db.from('attachments').where({ record_type: 'service_contract', record_id: id }), 1)

    const page = await see(client, `${path}?part=renewal`)
    for (const text of ['Notice was given', 'registered letter', 'Ana Pop', 'Withdraw the notice']) assert.include(page, text)
    const { id: noticeId } = await db.from('contract_notices').firstOrFail()
    ;(await send(client, `${path}/letters`, { kind: 'notice_confirmed' })).assertStatus(303)
    ;(await send(client, `${path}/notices/${noticeId}/withdrawal`, { reason: 'They stay' })).assertStatus(303)
    assert.equal((await contract(id)).status, 'active')
    assert.include(await see(client, `${path}?part=renewal`), 'They stay')
  })

  test('another end than the rules say is refused to whom it is not granted', async ({ assert, client }) => {
    const { id } = await coming(20, { renewal_mode: 'tacit' })
    const form = { given_by: 'customer', channel: 'email', received_on: today, effective_on: addDays(today, 3), override_reason: 'Agreed' }
    await send(client, `/service-contracts/contracts/${id}/notices`, form)
    assert.lengthOf(await db.from('contract_notices'), 0)
    const approver = await User.findOrFail(world.approver.id)
    ;(await send(client, `/service-contracts/contracts/${id}/notices`, form, approver)).assertStatus(303)
    assert.equal((await contract(id)).ends_on, addDays(today as CalendarDate, 3))
  })

  test('a renewal is tried and recorded where other changes are', async ({ assert, client }) => {
    const { id } = await coming(20)
    const form = { kind: 'renew', on: today, reason: 'Agreed' }
    const tried = await send(client, `/service-contracts/contracts/${id}/changes/rehearsal`, form)
    assert.include(tried.text(), '1,200.00')
    ;(await send(client, `/service-contracts/contracts/${id}/changes`, form)).assertStatus(303)
    assert.equal((await contract(id)).term_no, 2)
  })

  test('the settings are kept, and windows of countries beside them', async ({ assert, client }) => {
    const saved = await client.put(`${DESK}/settings`).loginAs(maker).withCsrfToken().redirects(0).form({ alert_days: 45 })
    saved.assertStatus(303)
    assert.containsSubset(await db.from('renewal_settings').first(), { alert_days: 45, writes_reminders: 0 })
    ;(await send(client, '/service-contracts/reminder-windows', { country: 'us', from_days: 30, to_days: 15, law: 'GOL 5-903' })).assertStatus(303)
    assert.equal((await db.from('reminder_windows').firstOrFail()).country, 'US')
  })

  test('is for people with the permission only', async ({ client }) => {
    const nobody = await personWhoMay({})
    const { id } = await coming(20)
    for (const path of [DESK, `${DESK}/settings`, '/service-contracts/letters', `/service-contracts/contracts/${id}/notices/new`]) (await client.get(path).loginAs(nobody)).assertStatus(403)
    ;(await send(client, `${DESK}/decisions`, { decision: 'renew', 'chosen[]': `${id}:1` }, nobody)).assertStatus(403)
  })
})
