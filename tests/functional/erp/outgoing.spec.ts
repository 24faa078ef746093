import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#identity/models/user'
import { personWhoMay, personWithRole } from '#tests/support/people'
import OutgoingWorld from '#tests/support/outgoing_world'

test.group('Orders and parts that go into the ERP, in the browser', (group) => {
  let world: OutgoingWorld
  let admin: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await OutgoingWorld.build()
    admin = await personWithRole('administrator')
  })

  const orderForm = (more = {}) => ({ product_1: world.productId('8'), quantity_1: '2', price_1: '240,50', text: 'By phone', ...more })

  test('an order is placed on the customer’s page, and its number and state come back there', async ({ assert, client }) => {
    const page = `/crm/companies/${world.companyId}`
    ;(await client.get(page).loginAs(admin)).assertTextIncludes('Order from the ERP')
    ;(await client.get(`/erp/companies/${world.companyId}/orders/create`).loginAs(admin)).assertTextIncludes('Place the order')
    const sent = await client.post(`/erp/companies/${world.companyId}/orders`).loginAs(admin).withCsrfToken().redirects(0).form(orderForm())
    sent.assertStatus(303)
    await world.step('order')

    const { number, reference } = await db.from('sandbox_orders').whereNotNull('reference').firstOrFail()
    const shown = await client.get(page).loginAs(admin)
    for (const text of [number, 'In the ERP', '€481.00']) shown.assertTextIncludes(text)
    const { id, source_type: source } = await db.from('placed_orders').where({ reference, number }).firstOrFail()
    assert.equal(source, 'company')
    const order = await client.get(`/erp/placed-orders/${id}`).loginAs(admin)
    for (const text of ['Confirmed', 'TON-CL', reference]) order.assertTextIncludes(text)
    assert.notInclude(order.text(), 'translation missing')
    assert.exists(await db.from('sales_orders').where({ number }).first(), 'the record of the ERP is here at once')
  })

  test('an order that the ERP refuses is listed with its sentence, mended and sent again', async ({ assert, client }) => {
    await db.from('sandbox_products').where('id', 8).update({ is_active: false })
    await client.post(`/erp/companies/${world.companyId}/orders`).loginAs(admin).withCsrfToken().redirects(0).form(orderForm())
    await world.step('order')
    const list = await client.get('/erp/placed-orders').loginAs(admin)
    for (const text of ['Refused', 'The ERP does not sell or keep a product']) list.assertTextIncludes(text)
    ;(await client.get('/').loginAs(admin)).assertTextIncludes('Orders that did not reach the ERP')

    const { id } = await db.from('placed_orders').firstOrFail()
    const refused = await client.get(`/erp/placed-orders/${id}`).loginAs(admin)
    for (const text of ['There is no product 8 that is sold', 'Mend it', 'Send it again', 'Withdraw it']) refused.assertTextIncludes(text)
    ;(await client.get(`/erp/placed-orders/${id}/edit`).loginAs(admin)).assertTextIncludes('Mend the order')
    const mended = await client.put(`/erp/placed-orders/${id}`).loginAs(admin).withCsrfToken().redirects(0).form(orderForm({ product_1: world.productId('9') }))
    mended.assertStatus(303)
    const done = await world.step('order')

    assert.equal(done.state, 'done')
    assert.lengthOf(await db.from('sandbox_orders').where('reference', done.reference), 1)
    const again = await client.put(`/erp/placed-orders/${id}`).loginAs(admin).withCsrfToken().redirects(0).header('accept', 'application/json').form(orderForm())
    again.assertStatus(422)
  })

  test('a line without a price is said at its field, and nothing leaves', async ({ assert, client }) => {
    const form = orderForm({ price_1: '' })
    const refused = await client.post(`/erp/companies/${world.companyId}/orders`).loginAs(admin).withCsrfToken().redirects(0).header('accept', 'application/json').form(form)
    refused.assertStatus(422)
    assert.lengthOf(await db.from('outbox_messages').where('kind', 'order'), 0)
  })

  test('a part used is entered on the item’s page, leaves the stock, and is taken back with a reason', async ({ assert, client }) => {
    const page = `/installed-base/items/${world.itemId}`
    ;(await client.get(page).loginAs(admin)).assertTextIncludes('Enter a part used')
    ;(await client.get(`/erp/items/${world.itemId}/parts/create`).loginAs(admin)).assertTextIncludes('Take it out of stock')
    const before = await world.stockOf(8)
    const form = { product_id: world.productId('8'), quantity: '3', site_key: '1' }
    ;(await client.post(`/erp/items/${world.itemId}/parts`).loginAs(admin).withCsrfToken().redirects(0).form(form)).assertStatus(303)
    await world.step('stock_move')
    assert.equal(await world.stockOf(8), before - 3)
    const { id, number } = await db.from('stock_issues').firstOrFail()
    const shown = await client.get(page).loginAs(admin)
    for (const text of [number, 'In the ERP', 'TON-CL']) shown.assertTextIncludes(text)

    const reversed = await client.post(`/erp/stock-issues/${id}/reversal`).loginAs(admin).withCsrfToken().redirects(0).form({ reason: 'not needed after all' })
    reversed.assertStatus(303)
    await world.step('stock_move')
    assert.equal(await world.stockOf(8), before)
    ;(await client.get(page).loginAs(admin)).assertTextIncludes('taken back into stock')
    const twice = await client.post(`/erp/stock-issues/${id}/reversal`).loginAs(admin).withCsrfToken().redirects(0).header('accept', 'application/json').form({ reason: 'once more' })
    twice.assertStatus(422)
  })

  test('a refusal stands on the line of the part, and mended it goes out', async ({ assert, client }) => {
    const form = { product_id: world.productId('8'), quantity: '4000', site_key: '1' }
    await client.post(`/erp/items/${world.itemId}/parts`).loginAs(admin).withCsrfToken().redirects(0).form(form)
    await world.step('stock_move')
    const shown = await client.get(`/installed-base/items/${world.itemId}`).loginAs(admin)
    for (const text of ['Refused', 'There are only']) shown.assertTextIncludes(text)
    const { id } = await db.from('stock_issues').firstOrFail()
    const page = await client.get(`/erp/stock-issues/${id}`).loginAs(admin)
    for (const text of ['There is not enough in stock', 'What lies in stock', 'Mend it']) page.assertTextIncludes(text)
    await client.put(`/erp/stock-issues/${id}`).loginAs(admin).withCsrfToken().redirects(0).form({ ...form, quantity: '1' })

    assert.equal((await world.step('stock_move')).state, 'done')
    assert.lengthOf(await db.from('sandbox_stock_moves'), 1)
  })

  test('an ERP that takes no orders and lets no parts go says so where they would be entered', async ({ assert, client }) => {
    const description = structuredClone(world.connection.description!)
    delete description.capabilities.orders
    delete description.capabilities.stock
    await world.connection.merge({ description }).save()
    const company = await client.get(`/crm/companies/${world.companyId}`).loginAs(admin)
    company.assertTextIncludes(`${world.connection.name} takes no orders from here`)
    assert.notInclude(company.text(), 'orders/create')
    const item = await client.get(`/installed-base/items/${world.itemId}`).loginAs(admin)
    item.assertTextIncludes('No connected ERP lets parts leave its stock from here')
    await world.connection.merge({ isActive: false }).save()
    ;(await client.get(`/crm/companies/${world.companyId}`).loginAs(admin)).assertTextIncludes('is switched off')
  })

  test('who may only look orders nothing, takes nothing and decides nothing', async ({ client }) => {
    const viewer = await personWhoMay({ 'placed_order.view': 'all', 'stock_issue.view': 'all', 'company.view': 'all', 'installed_item.view': 'all' })
    for (const path of ['/erp/placed-orders', '/erp/stock-issues']) (await client.get(path).loginAs(viewer)).assertStatus(200)
    for (const path of [`/erp/companies/${world.companyId}/orders`, `/erp/items/${world.itemId}/parts`, '/erp/placed-orders/1/retry', '/erp/stock-issues/1/retry']) {
      ;(await client.post(path).loginAs(viewer).withCsrfToken().form({})).assertStatus(403)
    }
  })
})
