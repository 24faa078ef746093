import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import User from '#identity/models/user'
import BillingWorld from '#tests/support/billing_world'
import { personWhoMay } from '#tests/support/people'

test.group('Nothing left unbilled, in the browser', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  test('the statement shows each figure as a link, by contract, customer and kind, and as a file', async ({ assert, client }) => {
    const companyId = await world.company({ name: 'Ascensores Sur' })
    const { id } = await world.contract(['100.00'], { company_id: companyId })
    await world.bill('2026-01-31')
    const clerk = await User.findOrFail(world.maker.id)
    const days = 'from=2026-01-01&to=2026-02-28'
    const page = await client.get(`/reporting/unbilled?${days}`).loginAs(clerk)
    page.assertStatus(200)
    for (const text of ['Ascensores Sur', '€200.00', '€100.00', `key=contract_line:${id}`, 'state=billed']) assert.include(page.text().replaceAll('&amp;', '&'), text)
    for (const by of ['company', 'kind']) (await client.get(`/reporting/unbilled?${days}&by=${by}&company_id=${companyId}`).loginAs(clerk)).assertTextIncludes('€200.00')

    const items = await client.get(`/reporting/unbilled/items?key=contract_line:${id}&company_id=${companyId}&${days}&state=open`).loginAs(clerk)
    items.assertTextIncludes('Not billed')
    assert.include(items.text(), `/service-contracts/contracts/${id}`)
    const file = await client.get(`/reporting/unbilled/export/csv?${days}`).loginAs(clerk)
    assert.include(file.text(), 'Ascensores Sur,EUR,200,100,0,0,0,0,0,100,1')
    ;(await client.get('/reporting/unbilled?from=2026-02-30').loginAs(clerk).header('accept', 'application/json')).assertStatus(422)
  })

  test('a month is closed by whoever may, lists what is left, and is opened again', async ({ client }) => {
    const { id } = await world.contract(['100.00'])
    const chief = await User.findOrFail(world.approver.id)
    const send = (path: string, form: object = {}) => client.post(path).loginAs(chief).withCsrfToken().redirects(0).form(form)
    const left = await client.get('/billing/months/2026-01').loginAs(chief)
    for (const text of ['1 record is left to settle', `key=contract_line:${id}`]) left.assertTextIncludes(text)
    ;(await client.post('/billing/months').loginAs(chief).withCsrfToken().header('referer', '/billing/months/2026-01').form({ month: '2026-01' })).assertTextIncludes('neither billed, held nor left out')

    await world.bill('2026-01-31')
    ;(await client.get('/billing/months/2026-01').loginAs(chief)).assertTextIncludes('Nothing is left unbilled')
    ;(await send('/billing/months', { month: '2026-01' })).assertStatus(303)
    for (const text of ['Everything stands as it was signed', world.approver.name]) (await client.get('/billing/months/2026-01').loginAs(chief)).assertTextIncludes(text)
    ;(await client.get('/billing/months').loginAs(chief)).assertTextIncludes('Closed')
    ;(await send('/billing/months/2026-01?_method=DELETE', { reason: '' })).assertStatus(422)
    ;(await send('/billing/months/2026-01?_method=DELETE', { reason: 'Forgotten contract' })).assertStatus(303)
    ;(await client.get('/billing/months/2026-01').loginAs(chief)).assertTextIncludes('Forgotten contract')
  })

  test('who may only look closes nothing', async ({ client }) => {
    const reader = await personWhoMay({ 'month_close.view': 'all' })
    ;(await client.get('/billing/months').loginAs(reader)).assertStatus(200)
    ;(await client.post('/billing/months').loginAs(reader).withCsrfToken().redirects(0).form({ month: '2026-01' })).assertStatus(403)
    ;(await client.delete('/billing/months/2026-01').loginAs(reader).withCsrfToken().redirects(0)).assertStatus(403)
    ;(await client.get('/reporting/unbilled').loginAs(await personWhoMay({}))).assertStatus(403)
  })
})
