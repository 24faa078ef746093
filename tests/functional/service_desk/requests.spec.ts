import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'
import { personWhoMay, personWithRole } from '#tests/support/people'
import BillingWorld, { said } from '#tests/support/billing_world'
import RequestDesk from '#tests/support/request_desk'

const LIST = '/service-desk/requests'

test.group('Service requests, in the browser', (group) => {
  let desk: RequestDesk
  let clerk: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    desk = await RequestDesk.build()
    clerk = await personWithRole('service_desk')
  })

  const send = (client: ApiClient, path: string, form: object, user = clerk) => client.post(path).loginAs(user).withCsrfToken().redirects(0).form(form)
  /** As a browser sends it: the form is shown again. */
  const typed = (client: ApiClient, path: string, form: object, user = clerk) => client.post(path).loginAs(user).withCsrfToken().header('referer', `${path}/new`).form(form)
  const shown = async (client: ApiClient, path: string, user = clerk) => {
    const page = await client.get(path).loginAs(user)
    page.assertStatus(200)
    return page.text()
  }

  test('a call becomes a request, work, an approval, a line of the next invoice, and is credited when it is taken back', async ({ assert, client }) => {
    const { companyId, itemId, productId } = desk.world
    assert.include((await shown(client, `/installed-base/items/${itemId}`)).replaceAll('&amp;', '&'), `${LIST}/new?company_id=${companyId}&installed_item_id=${itemId}`)
    assert.include(await shown(client, `/crm/companies/${companyId}`), `${LIST}/new?company_id=${companyId}`)
    assert.match(await shown(client, `${LIST}/new?company_id=${companyId}&installed_item_id=${itemId}`), new RegExp(`<option value="${itemId}" selected`))
    const made = await send(client, LIST, { company_id: companyId, installed_item_id: itemId, subject: 'The pump leaks', severity: '2', channel: 'phone', received_on: '2026-06-15', received_time: '10:30' })
    made.assertStatus(303)
    const path = made.header('location')!
    for (const words of ['R-000001 The pump leaks', '2 · Serious', 'Nobody has it yet', 'Qualify']) assert.include(await shown(client, path), words)

    for (const step of [{ move: 'qualify' }, { move: 'assign', assignee_id: clerk.id }, { move: 'start' }]) (await send(client, `${path}/moves`, step)).assertStatus(303)
    assert.include(await shown(client, '/'), 'My open service requests')
    assert.include(await shown(client, `${LIST}?f_is_open=1&f_assignee_id=${clerk.id}`), 'The pump leaks')

    const id = Number(path.split('/').at(-1))
    const work = { service_request_id: id, worked_on: '2026-06-15', worked_from: '11:00' }
    ;(await send(client, '/service-desk/work-lines', { ...work, kind: 'part', product_id: productId, quantity: '1', unit_price: '120.00' })).assertStatus(303)
    ;(await send(client, '/service-desk/work-lines', { ...work, kind: 'labour', description: 'Sealing', quantity: '2.5', unit_price: '80.00', place: 'on_site' })).assertStatus(303)
    for (const words of ['€96.00', '€24.00', '€224.00', 'C-T1', 'Who would pay if']) assert.include(await shown(client, path), words)
    const form = await shown(client, `${path}/approval/new`)
    assert.include(form, 'Contracts cover €96.00')
    ;(await send(client, `${path}/approval`, { seen: /name="seen" value="(\w+)"/.exec(form)![1] })).assertStatus(303)
    assert.include(await shown(client, path), 'In the next billing run')

    const billing = await BillingWorld.build()
    const run = await billing.run('2099-01-01')
    const ours = await billing.charges({ billing_run_id: run.id, source_type: 'manual_charge' })
    assert.deepEqual(said(ours), ['2026-06-15 24.00 proposed', '2026-06-15 200.00 proposed'])
    const approver = await personWithRole('administrator')
    const review = await shown(client, `/billing/runs/${run.id}`, approver)
    for (const words of ['R-000001 The pump leaks', '2.5 h × 80.00 EUR', 'C-T1 · 96.00 EUR', 'CD-000001']) assert.include(review, words)
    await billing.approve(run)
    assert.match(await shown(client, path), /Invoice [\w-]+/)

    assert.include((await typed(client, `${path}/approval/withdrawal`, { reason: 'Goodwill' })).text(), 'somebody who may ask for credits')
    assert.equal((await desk.stored(id)).work_state, 'approved')
    ;(await send(client, `${path}/approval/withdrawal`, { reason: 'Goodwill' }, approver)).assertStatus(303)
    const credits = await db.from('credit_requests').orderBy('id')
    assert.deepEqual(credits.map((one) => [Number(one.net_cents), one.reason]), [[2_400, 'Goodwill'], [20_000, 'Goodwill']])
    assert.equal(await desk.used(), 0)
  })

  test('what cannot be is said at its field, with what was typed', async ({ assert, client }) => {
    const other = await desk.world.item('IB-9', { company_id: (await db.table('companies').insert({ name: 'Other', status: 'customer', is_blocked: false, version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }))[0] })
    const refused = await typed(client, LIST, { company_id: desk.world.companyId, installed_item_id: other, subject: 'Wrong item', severity: '2', channel: 'phone' })
    assert.include(refused.text(), 'This item stands with another company.')
    assert.include(refused.text(), 'value="Wrong item"')

    const { id } = await desk.request()
    const line = await send(client, '/service-desk/work-lines', { service_request_id: id, kind: 'labour', description: 'x', quantity: '-1', unit_price: '1' })
    line.assertStatus(422)
    assert.include(line.text(), 'A quantity is more than zero.')
    const page = await shown(client, `${LIST}/${id}/moves/new?move=dismiss`)
    assert.include(page, 'Dismiss')
    ;(await send(client, `${LIST}/${id}/moves`, { move: 'dismiss', reason: '' })).assertStatus(422)
  })

  test('whoever only looks moves and approves nothing', async ({ client }) => {
    const { id } = await desk.request()
    const looker = await personWhoMay({ 'service_request.view': 'all', 'work_line.view': 'all' })
    await shown(client, `${LIST}/${id}`, looker)
    ;(await send(client, `${LIST}/${id}/moves`, { move: 'qualify' }, looker)).assertStatus(403)
    ;(await send(client, `${LIST}/${id}/approval`, { seen: 'x' }, looker)).assertStatus(403)
    const mine = await personWhoMay({ 'service_request.view': 'all', 'service_request.work': 'own' })
    ;(await send(client, `${LIST}/${id}/moves`, { move: 'qualify' }, mine)).assertStatus(404)
  })

  test('the API takes a request and its work, and says what it refuses', async ({ assert, client }) => {
    const api = await personWithRole('service_desk')
    const post = (path: string, body: object) => client.post(`/api/v1/${path}`).withGuard('api').loginAs(api).json(body)
    const made = await post('service-requests', { company_id: desk.world.companyId, installed_item_id: desk.world.itemId, subject: 'Noise', severity: '3', channel: 'monitor' })
    made.assertStatus(201)
    const { id } = made.body().data ?? made.body()
    ;(await post('work-lines', { service_request_id: id, kind: 'labour', description: 'Listening', quantity: '0.5', unit_price: '80' })).assertStatus(201)
    const refused = await post('work-lines', { service_request_id: id, kind: 'labour', description: 'Listening', quantity: '-0.5', unit_price: '80' })
    refused.assertStatus(422)
    assert.deepInclude(refused.body().errors[0], { code: 'E_WORK_IMPOSSIBLE', field: 'quantity' })
  })
})
