import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import limiter from '@adonisjs/limiter/services/main'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'
import { personWhoMay, personWithRole } from '#tests/support/people'
import WarrantyWorld from '#tests/support/warranty_world'

test.group('Warranty registrations on screen', (group) => {
  let world: WarrantyWorld
  let clerk: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => limiter.clear())
  group.each.setup(async () => {
    world = await WarrantyWorld.build()
    await db.table('warranty_settings').insert({ id: 1, deadline_days: null, is_form_open: true, outcomes: '{}', updated_at: '2026-01-01 00:00:00' })
    clerk = await personWithRole('service_desk')
  })

  const send = (client: ApiClient, address: string, form: object) => client.post(address).loginAs(clerk).withCsrfToken().redirects(0).form(form)
  const card = (more: object = {}) => ({ ...world.told(), channel: 'post', document_kind: 'card', received_on: '2026-03-20', ...more })

  test('a clerk registers a card, and its page tells what was found, the item and who has it', async ({ assert, client }) => {
    await world.warrantBoilers()
    const made = await send(client, '/warranty/registrations', card())
    made.assertStatus(303)
    const page = await client.get(made.header('location')!).loginAs(clerk)
    page.assertStatus(200)
    for (const words of ['The checks found nothing against it', 'Ana Pérez', 'Accepted', 'Warranty contract', 'Withdraw']) assert.include(page.text(), words)

    const item = await world.base.item('A1')
    assert.include((await client.get(`/installed-base/items/${item.id}`).loginAs(clerk)).text(), 'W-000001 · Ana Pérez')
    assert.include((await client.get(`/crm/companies/${item.company_id}`).loginAs(clerk)).text(), 'W-000001')
    assert.include((await client.get(`/crm/companies/${world.dealerId}`).loginAs(clerk)).text(), 'Registered items this dealer sold')
  })

  test('a refused card says why at its field, and is kept when that is wanted', async ({ assert, client }) => {
    const refused = await send(client, '/warranty/registrations', card({ serial: 'ZZ' }))
    refused.assertStatus(422)
    assert.include(refused.text(), 'We know no item with the serial number ZZ')
    const kept = await send(client, '/warranty/registrations', card({ serial: 'ZZ', keeps_refused: '1' }))
    kept.assertStatus(303)
    assert.include((await client.get(kept.header('location')!).loginAs(clerk)).text(), 'SERIAL_UNKNOWN')
  })

  test('what waits stands on the home page, and is decided with a reason', async ({ assert, client }) => {
    const { id } = await world.register({ dealer_id: world.otherDealerId })
    assert.include((await client.get('/').loginAs(clerk)).text(), 'Warranty registrations to review')
    const form = await client.get(`/warranty/registrations/${id}/decisions/new?decision=refuse`).loginAs(clerk)
    assert.include(form.text(), 'SHIPPED_TO_OTHER_DEALER')

    ;(await send(client, `/warranty/registrations/${id}/decisions`, { decision: 'refuse', reason: '' })).assertStatus(422)
    ;(await send(client, `/warranty/registrations/${id}/decisions`, { decision: 'refuse', reason: 'No proof' })).assertStatus(303)
    assert.include((await client.get(`/warranty/registrations/${id}`).loginAs(clerk)).text(), 'No proof')
  })

  test('the settings say what each check leads to, and a transfer is never automatic', async ({ assert, client }) => {
    const put = (form: object) => client.put('/warranty/settings').loginAs(clerk).withCsrfToken().redirects(0).form(form)
    ;(await put({ deadline_days: '10', is_form_open: '1', outcomes: { SHIPPED_TO_OTHER_DEALER: 'reserve' } })).assertStatus(303)
    assert.equal((await world.register({ dealer_id: world.otherDealerId })).status, 'reserved')
    const refused = await put({ deadline_days: '', outcomes: { ALREADY_REGISTERED: 'accept' } })
    refused.assertStatus(422)
    assert.include(refused.text(), 'only when a person says so')
    assert.include((await client.get('/warranty/settings').loginAs(clerk)).text(), 'Days to register after the purchase')
  })

  test('the API registers, answers the same customer with the same registration, and refuses with the code', async ({ assert, client }) => {
    const api = await personWithRole('integrator')
    const post = (body: object) => client.post('/api/v1/warranty-registrations').withGuard('api').loginAs(api).json(body)
    const first = await post(world.told())
    first.assertStatus(201)
    const again = await post(world.told())
    assert.equal(again.body().data.id, first.body().data.id)
    assert.equal(first.body().data.channel, 'api')

    const refused = await post(world.told({ serial: 'ZZ' }))
    refused.assertStatus(422)
    assert.containSubset(refused.body(), { errors: [{ code: 'SERIAL_UNKNOWN', field: 'serial' }] })
  })

  test('a claim is made, approved and read on its page', async ({ assert, client }) => {
    await world.warrantBoilers()
    await world.register()
    const { id: itemId } = await world.base.item('A1')
    const made = await send(client, '/warranty/claims', { installed_item_id: itemId, failed_on: '2026-05-04', fault: 'Leaks', currency: 'EUR' })
    made.assertStatus(303)
    const path = made.header('location')!
    await send(client, '/warranty/claim-lines', { warranty_claim_id: path.split('/').at(-1), category: 'part', description: 'Pump', quantity: '1', requested_cents: '80.00' })
    assert.include((await client.get(path).loginAs(clerk)).text(), 'What the warranty pays as things stand')

    ;(await send(client, `${path}/moves`, { move: 'submit' })).assertStatus(303)
    const form = await client.get(`${path}/moves/new?move=approve`).loginAs(clerk)
    assert.include(form.text(), 'Asked for: 80.00')
    const { id: lineId } = await db.from('warranty_claim_lines').firstOrFail()
    const done = await send(client, `${path}/moves`, { move: 'approve', reason: 'Goodwill', [`allowed[line_${lineId}]`]: '60.00' })
    done.assertStatus(303)
    assert.include((await client.get(path).loginAs(clerk)).text(), '€60.00')
  })

  test('nobody decides about registrations or claims without the right to', async ({ client }) => {
    const { id } = await world.register({ serial: 'A2', dealer_id: world.otherDealerId })
    await world.register()
    const { id: itemId } = await world.base.item('A1')
    const made = await send(client, '/warranty/claims', { installed_item_id: itemId, failed_on: '2026-05-04', fault: 'Leaks', currency: 'EUR' })
    clerk = await personWhoMay({ 'warranty_registration.view': 'all', 'warranty_claim.view': 'all', 'warranty_claim.edit': 'all' })
    ;(await send(client, `/warranty/registrations/${id}/decisions`, { decision: 'accept', reason: 'Please' })).assertStatus(403)
    ;(await send(client, `${made.header('location')}/moves`, { move: 'approve', reason: 'Please' })).assertStatus(403)
  })
})
