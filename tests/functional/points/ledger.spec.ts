import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'
import { calendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import PointWorld from '#tests/support/point_world'
import { personWhoMay } from '#tests/support/people'

const CLERK = {
  'point_account.view': 'all',
  'point_account.create': 'all',
  'point_account.edit': 'all',
  'point_ledger.view': 'all',
  'point_ledger.open': 'all',
  'point_ledger.consume': 'all',
  'point_ledger.correct': 'all',
  'point_ledger.reverse': 'all',
  'debit_rule.view': 'all',
  'debit_rule.create': 'all',
  'point_liability.view': 'all',
  'company.view': 'all',
} as const

test.group('Points on screen', (group) => {
  let world: PointWorld
  let clerk: User
  let path: string

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await PointWorld.build()
    clerk = await personWhoMay(CLERK)
    path = `/points/accounts/${world.accountId}`
  })

  const send = (client: ApiClient, address: string, form: object) => client.post(address).loginAs(clerk).withCsrfToken().redirects(0).form(form)

  test('an account gets its number, and what makes no sense is said at its field', async ({ assert, client }) => {
    const typed = { title: 'Machines', company_id: world.companyId, currency: 'EUR', status: 'open', shortage: 'overdraw', grace_days: 30, recharge_opens: 'payment' }
    const refused = await send(client, '/points/accounts', typed)
    refused.assertStatus(422)
    assert.include(refused.text(), 'An overdraft needs its limit')

    const made = await send(client, '/points/accounts', { ...typed, overdraft_limit: '12.5' })
    made.assertStatus(303)
    assert.match((await db.from('point_accounts').where('title', 'Machines').firstOrFail()).number, /^P-\d{6}$/)
  })

  test('points are added, used, corrected and returned, and the ledger explains each', async ({ assert, client }) => {
    const rule = await world.rule({ name: 'Every visit', points: '3' })
    const today = todayIn('Europe/Madrid')
    await send(client, `${path}/lots`, { key: 'lot-key-1', points: '20', unit_value: '2.50', source: 'purchase', valid_from: today, reason: 'Order 7' })
    await send(client, `${path}/consumptions`, { key: 'use-key-1', request: 'R-77' })
    await send(client, `${path}/corrections`, { key: 'cor-key-1', points: '-1.5', reason: 'Counted twice' })
    const { no } = await db.from('point_entries').where({ point_account_id: world.accountId, kind: 'consume' }).firstOrFail()
    await send(client, `${path}/entries/${no}/reversals`, { key: 'rev-key-1', points: '2', reason: 'Not our fault' })

    assert.equal(await world.balance(), 17.5)
    const page = await client.get(`${path}/ledger?from=&to=`).loginAs(clerk)
    page.assertStatus(200)
    for (const words of ['R-77', 'Every visit', 'Applies', 'Counted twice', '2 back into lot Purchase', '17.5', `/points/debit-rules/${rule}`]) assert.include(page.text(), words)
    assert.include((await client.get(path).loginAs(clerk)).text(), '€43.75')
  })

  test('a correction too far is refused with a sentence, and asking twice books once', async ({ assert, client }) => {
    await world.open('lot', 5)
    const refused = await send(client, `${path}/corrections`, { key: 'cor-key-2', points: '-6', reason: 'Too many' })
    assert.equal(refused.status(), 422)
    assert.include(refused.text(), 'Only 5 points can be taken away')

    for (let n = 0; n < 2; n++) await send(client, `${path}/corrections`, { key: 'cor-key-3', points: '-1', reason: 'One of them' })
    assert.equal(await world.balance(), 4)
  })

  test('the try-out says what a request would debit and why, and writes nothing', async ({ assert, client }) => {
    await world.open('lot', 10)
    await world.rule({ name: 'For all', points: '4' })
    await world.rule({ name: 'For this company', company_id: world.companyId, points: '12' })
    const page = await client.get(`/points/tryout?account_id=${world.accountId}&request=R1&item_id=&skill=&product_1=&quantity_1=`).loginAs(clerk)

    page.assertStatus(200)
    for (const words of ['12 points would be debited', 'For this company', 'Less specific', 'It would be refused', '12 points are needed and 10 can be used']) assert.include(page.text(), words)
    assert.lengthOf(await world.entries(), 1)
  })

  test('a statement is a PDF', async ({ assert, client }) => {
    await world.open('lot', 10)
    const answer = await client.get(`${path}/statement`).loginAs(clerk)
    assert.equal(answer.header('content-type'), 'application/pdf')
    assert.equal((answer.body() as Buffer).subarray(0, 5).toString(), '%PDF-')
  })

  test('the liability of a past day does not change with what happens later', async ({ assert, client }) => {
    await world.on('2026-03-01').open('lot', 10, { expiresOn: calendarDate('2026-06-01') })
    await world.on('2026-04-01').consume('call', 4)
    const worthOn = async (on: string) => (await client.get(`/points/liability?on=${on}`).loginAs(clerk)).text()

    assert.include(await worthOn('2026-03-31'), '€15.00')
    assert.include(await worthOn('2026-04-01'), '€9.00')
    assert.include(await worthOn('2026-05-31'), '€9.00')
    assert.include(await worthOn('2026-06-01'), 'No points were held')
    const sheet = await client.get('/points/liability/export/csv?on=2026-03-31').loginAs(clerk)
    assert.match(sheet.text(), /10,0,15,EUR/)
  })

  test('nobody corrects or sees a ledger without the right to', async ({ client }) => {
    clerk = await personWhoMay({ 'point_account.view': 'all' })
    ;(await client.get(`${path}/ledger`).loginAs(clerk)).assertStatus(403)
    ;(await send(client, `${path}/corrections`, { key: 'cor-key-9', points: '1', reason: 'Please' })).assertStatus(403)
  })
})
