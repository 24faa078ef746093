import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { browsing, pageOf, visit, words, workQueue } from '#tests/support/browsing'

const t = words('en')

test.group('The ring with a browser', (group) => {
  browsing(group)

  test('a sale entered at the ERP becomes an installed item and a contract', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    const customer = await db.from('sandbox_customers').where('is_blocked', false).where('is_active', true).orderBy('id').firstOrFail()
    await visit(page, `/sandbox/customers/${customer.id}`)
    await page.getByRole('link', { name: t('sandbox.orders.add') }).click()
    await page.locator('#field-product_1').selectOption({ label: 'SRV-2U · Server 2U' })
    await page.locator('#field-quantity_1').fill('1')
    await page.locator('#field-product_2').selectOption({ label: 'SVC-MNT-M · Maintenance, monthly in advance' })
    await page.locator('#field-quantity_2').fill('1')
    await page.getByRole('button', { name: t('sandbox.save'), exact: true }).click()
    await page.waitForURL(/orders\/\d+$/)
    const order = (await page.locator('h1').innerText()).trim()

    await page.getByRole('button', { name: t('sandbox.orders.confirm') }).click()
    await page.locator('textarea[name^=serials]').fill('SRV-2U-BROWSER-1')
    await page.getByRole('button', { name: t('sandbox.deliveries.deliver'), exact: true }).click()
    await page.getByText(t('sandbox.deliveries.delivered')).waitFor()

    await visit(page, '/erp/sync')
    await page.getByRole('button', { name: t('erp.sync.read_changes') }).first().click()
    await page.getByText(t('erp.sync.queued', { name: 'Sandbox ERP' })).waitFor()
    await workQueue()
    await visit(page, '/erp/sync')
    const run = await db.from('sync_runs').orderBy('id', 'desc').firstOrFail()
    await page.locator(`a[href="/erp/sync/runs/${run.id}"]`).click()
    await page.getByRole('heading', { level: 1, name: t('erp.sync.run', { id: run.id }) }).waitFor()
    const orders = page.locator('tbody tr', { hasText: t('erp.entities.order') })
    assert.include((await orders.innerText()).split(/\s+/), '1')

    await visit(page, '/search?q=SRV-2U-BROWSER-1')
    await page.locator('.result-list a').first().click()
    await page.waitForURL(/installed-base\/items\/\d+$/)
    assert.include(await page.locator('main').innerText(), 'SRV-2U-BROWSER-1')

    const mirrored = await db.from('sales_orders').where('number', order).firstOrFail()
    await visit(page, `/mirror/orders/${mirrored.id}`)
    const contract = await db.from('service_contracts').where('sales_order_number', order).firstOrFail()
    await visit(page, `/service-contracts/contracts/${contract.id}`)
    await page.locator('main').getByText(order).first().waitFor()
    await page.getByRole('heading', { level: 1, name: contract.number }).waitFor()
  })

  test('the sync monitor shows that a reading runs, and its counts when it ends, without a reload', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'mihai')
    const ro = words('ro')
    await visit(page, '/erp/sync')
    const before = await db.from('sync_runs').count('* as count').firstOrFail()
    await page.getByRole('button', { name: ro('erp.sync.read_all') }).first().click()
    await page.getByText(ro('erp.sync.queued', { name: 'Sandbox ERP' })).waitFor()
    await workQueue()
    const after = await db.from('sync_runs').count('* as count').firstOrFail()
    assert.equal(Number(after.count), Number(before.count) + 1)

    const { id } = await db.from('sync_runs').orderBy('id', 'desc').firstOrFail()
    await page.locator(`#sync-monitor a[href="/erp/sync/runs/${id}"]`).waitFor()
    const customers = page.locator('tbody tr', { hasText: ro('erp.entities.customer') }).first()
    assert.match(await customers.innerText(), /\d{2}/)
  })

  test('wrong settings of a connection are tested before they are saved, and the field that is wrong says so', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/erp/connections/create?kind=tryton')
    await page.locator('#field-name').fill('Head office')
    await page.locator('#field-setting_url').fill('http://127.0.0.1:9')
    await page.locator('#field-setting_database').fill('nothing')
    await page.locator('#field-setting_username').fill('admin')
    await page.locator('#field-setting_password').fill('secret')
    await page.getByRole('button', { name: t('erp.connections.test_and_save') }).click()

    const wrong = page.locator('#field-setting_url[aria-invalid=true]')
    await wrong.waitFor()
    assert.equal(await wrong.inputValue(), 'http://127.0.0.1:9')
    assert.equal(await page.locator('#field-name').inputValue(), 'Head office')
    const told = await page.locator('#field-setting_url-error').innerText()
    assert.isAbove(told.trim().length, 10)
    assert.isNull(await db.from('erp_connections').where('name', 'Head office').first())
  })
})
