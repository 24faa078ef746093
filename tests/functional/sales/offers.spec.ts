import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'
import { actorFor, personWhoMay, personWithRole } from '#tests/support/people'
import OutgoingWorld from '#tests/support/outgoing_world'
import SalesDesk from '#tests/support/sales_desk'

test.group('Opportunities and offers, in the browser', (group) => {
  let world: OutgoingWorld
  let seller: User
  let desk: SalesDesk

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await OutgoingWorld.build()
    seller = await personWithRole('sales')
    desk = new SalesDesk(await actorFor(seller), world.companyId)
  })

  const send = (client: ApiClient, path: string, form: object, from = path) => client.post(path).loginAs(seller).withCsrfToken().redirects(0).header('referer', from).form(form)
  const shown = async (client: ApiClient, path: string) => {
    const page = await client.get(path).loginAs(seller)
    page.assertStatus(200)
    return page.text()
  }

  test('a new opportunity on a company’s page knows the company, and keeps what was typed when something is wrong', async ({ assert, client }) => {
    const form = `/sales/opportunities/new?company_id=${world.companyId}`
    assert.include(await shown(client, `/crm/companies/${world.companyId}`), form)
    assert.match(await shown(client, form), new RegExp(`<option value="${world.companyId}" selected`))
    const typed = { company_id: world.companyId, title: 'Second compressor', closes_on: '2099-01-31', probability: '140', currency: 'EUR' }
    const refused = await client.post('/sales/opportunities').loginAs(seller).withCsrfToken().header('referer', form).form(typed)
    assert.include(refused.text(), 'whole number from 0 to 100')
    assert.include(refused.text(), 'value="Second compressor"')
    const made = await send(client, '/sales/opportunities', { ...typed, probability: '40' })
    made.assertStatus(303)
    const page = await shown(client, made.header('location')!)
    for (const words of ['OP-000001', 'Second compressor', '40 %', 'New offer']) assert.include(page, words)
  })

  test('an offer is made of an opportunity, sent, accepted and ordered; the ERP’s number appears on it', async ({ assert, client }) => {
    const { id } = await desk.opportunity()
    await desk.expect(id, { product_id: world.productId('8'), quantity: '2', unit_price: '240.50' })
    const [, form] = /href="(\/sales\/offers\/new\?[^"]+)"/.exec(await shown(client, `/sales/opportunities/${id}`))!
    assert.include(await shown(client, form.replaceAll('&amp;', '&')), 'value="Second compressor"')
    const made = await send(client, '/sales/offers', { company_id: world.companyId, opportunity_id: id, subject: 'Toner', currency: 'EUR', budget_cents: '500' })
    const path = made.header('location')!
    assert.include(await shown(client, path), '€481.00')
    assert.equal((await client.get(`${path}/pdf`).loginAs(seller)).header('content-type'), 'application/pdf')
    assert.include(await shown(client, `${path}/moves/new?move=send`), 'Mark as sent')
    ;(await send(client, `${path}/moves`, { move: 'send' })).assertStatus(303)
    assert.notInclude(await shown(client, path), 'Order in the ERP')
    ;(await send(client, `${path}/moves`, { move: 'accept', customer_reference: 'PO-9' })).assertStatus(303)

    const offerId = path.split('/').at(-1)
    const order = `/erp/offers/${offerId}/order`
    assert.include(await shown(client, path), `${order}/new`)
    assert.include(await shown(client, `${order}/new`), 'Place the order')
    ;(await send(client, order, {})).assertStatus(303)
    ;(await send(client, order, {})).assertStatus(303)
    await world.step('order')
    const { number } = await db.from('sandbox_orders').whereNotNull('reference').firstOrFail()
    const page = await shown(client, path)
    for (const words of [number, 'In the ERP', 'PO-9', 'Create a contract']) assert.include(page, words)
    assert.notInclude(page, 'translation missing')
    const placed = await db.from('placed_orders').where('source_type', 'offer').firstOrFail()
    assert.include(await shown(client, `/erp/placed-orders/${placed.id}`), path)
  })

  test('a refusal asks for its reason, and the opportunity then proposes to be lost', async ({ assert, client }) => {
    const opportunity = await desk.opportunity()
    const { id } = await desk.offer({ opportunity_id: opportunity.id })
    await desk.line(id, { description: 'Assembly', unit_price: '50' })
    await desk.move(id, { move: 'send' })
    const moves = `/sales/offers/${id}/moves`
    const refused = await client.post(moves).loginAs(seller).withCsrfToken().header('referer', `${moves}/new?move=reject`).form({ move: 'reject', note: 'They said so' })
    assert.include(refused.text(), 'Say why')
    assert.include(refused.text(), 'They said so')
    ;(await send(client, moves, { move: 'reject', reason: 'price' })).assertStatus(303)
    assert.include(await shown(client, `/sales/opportunities/${opportunity.id}`), 'None of its offers stands any more')
    await send(client, `/sales/opportunities/${opportunity.id}/moves`, { move: 'lose', reason: 'price' })
    assert.include(await shown(client, `/sales/opportunities/${opportunity.id}`), 'Lost on')
  })

  test('an ERP that takes no orders, a prospect, and an expired offer say so on the offer', async ({ assert, client }) => {
    const offer = await desk.accepted([{ product_id: world.productId('8'), unit_price: '100' }])
    const description = structuredClone(world.connection.description!)
    delete description.capabilities.orders
    await world.connection.merge({ description }).save()
    const page = await shown(client, `/sales/offers/${offer.id}`)
    assert.include(page, `${world.connection.name} takes no orders from here`)
    assert.notInclude(page, 'order/new')
    assert.include(await shown(client, `/erp/offers/${offer.id}/order/new`), 'takes no orders from here')

    const [prospect] = await db.table('companies').insert({ name: 'Nogueira', status: 'prospect', nature: 'direct', is_blocked: false, version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' })
    const theirs = await new SalesDesk(desk.actor, Number(prospect)).accepted([{ product_id: world.productId('8'), unit_price: '100' }])
    const told = await shown(client, `/sales/offers/${theirs.id}`)
    assert.include(told, 'Create it there as a customer first')
    assert.include(told, `/crm/companies/${prospect}`)

    const late = await desk.offer()
    await desk.line(late.id, { description: 'Assembly', unit_price: '50' })
    await desk.move(late.id, { move: 'send' })
    await db.from('offers').where('id', late.id).update({ valid_until: '2026-01-31' })
    assert.include(await shown(client, `/sales/offers/${late.id}`), 'Expired')
    assert.include(await shown(client, '/sales/offers'), 'Expired')
    assert.include(await shown(client, '/'), 'Offers that expired without an answer')
  })

  test('a contract is made of an accepted offer in the form of contracts, and each shows the other', async ({ assert, client }) => {
    const offer = await desk.accepted([{ description: 'Inspection', unit_price: '80' }])
    const [, form] = /href="(\/service-contracts\/births\/new\?[^"]+)"/.exec(await shown(client, `/sales/offers/${offer.id}`))!
    const page = await shown(client, form)
    for (const words of [`Made of ${offer.number}`, 'Inspection', 'value="A compressor"']) assert.include(page, words)
    const [line] = await db.from('offer_lines').where('offer_id', offer.id)
    const values = { company_id: world.companyId, title: 'Inspections', currency: 'EUR', starts_on: '2026-12-01' }
    const bad = await client.post('/service-contracts/births').loginAs(seller).withCsrfToken().header('referer', form).form({ origin: `offer:${offer.id}`, ...values, starts_on: '' })
    assert.include(bad.text(), 'value="Inspections"')
    const made = await send(client, '/service-contracts/births', { 'origin': `offer:${offer.id}`, 'origin_lines[]': line.id, ...values })
    made.assertStatus(303)
    const contract = await shown(client, made.header('location')!)
    for (const words of ['Comes from', offer.number as string, 'Inspection']) assert.include(contract, words)
    assert.include(await shown(client, `/sales/offers/${offer.id}`), made.header('location')!)
    ;(await client.get('/service-contracts/births/new?origin=offer:999999').loginAs(seller)).assertStatus(404)
  })

  test('an acceptance is taken back with a reason, and no more once a contract was made of the offer', async ({ assert, client }) => {
    const offer = await desk.accepted([{ description: 'Inspection', unit_price: '80' }])
    const [path, moves] = [`/sales/offers/${offer.id}`, `/sales/offers/${offer.id}/moves`]
    assert.include(await shown(client, path), `${moves}/new?move=take_back`)
    const silent = await client.post(moves).loginAs(seller).withCsrfToken().header('referer', `${moves}/new?move=take_back`).form({ move: 'take_back' })
    assert.include(silent.text(), 'Say why the acceptance is taken back')
    ;(await send(client, moves, { move: 'take_back', note: 'Another offer was meant' })).assertStatus(303)
    assert.include(await shown(client, path), 'Mark as accepted')

    await desk.move(offer.id, { move: 'accept' })
    const [line] = await db.from('offer_lines').where('offer_id', offer.id)
    const values = { company_id: world.companyId, title: 'Inspections', currency: 'EUR', starts_on: '2026-12-01' }
    const made = await send(client, '/service-contracts/births', { 'origin': `offer:${offer.id}`, 'origin_lines[]': line.id, ...values })
    const refused = await client.post(moves).loginAs(seller).withCsrfToken().accept('json').form({ move: 'take_back', note: 'Another offer was meant' })
    refused.assertStatus(409)
    assert.include(refused.text(), 'so it stays accepted')

    const { id } = await db.from('contract_lines').where('service_contract_id', made.header('location')!.split('/').at(-1)!).firstOrFail()
    assert.include(await shown(client, `/service-contracts/lines/${id}`), `/service-contracts/lines/${id}/edit`)
    await shown(client, `/service-contracts/lines/${id}/edit`)
    const colleague = await client.get(`/service-contracts/lines/${id}/edit`).loginAs(await personWithRole('sales'))
    assert.equal(colleague.status(), 403)
  })

  test('who may only look changes, orders and makes nothing; own offers stay one’s own', async ({ assert, client }) => {
    const offer = await desk.accepted([{ product_id: world.productId('8'), unit_price: '100' }])
    const viewer = await personWhoMay({ 'offer.view': 'all', 'opportunity.view': 'all' })
    const page = await client.get(`/sales/offers/${offer.id}`).loginAs(viewer)
    page.assertStatus(200)
    for (const words of ['order/new', 'births/new', '/revision', 'moves/new']) assert.notInclude(page.text(), words)
    for (const path of [`/sales/offers/${offer.id}/moves`, `/sales/offers/${offer.id}/revision`, `/erp/offers/${offer.id}/order`, '/service-contracts/births']) {
      ;(await client.post(path).loginAs(viewer).withCsrfToken().form({})).assertStatus(403)
    }
    const other = await personWhoMay({ 'offer.view': 'own', 'offer.edit': 'own', 'placed_order.place': 'all' })
    for (const path of [`/sales/offers/${offer.id}`, `/sales/offers/${offer.id}/moves/new?move=reject`, `/sales/offers/${offer.id}/pdf`, `/erp/offers/${offer.id}/order/new`]) {
      ;(await client.get(path).loginAs(other)).assertStatus(404)
    }
  })
})
