import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { browsing, pageOf, strangersPage, words } from '#tests/support/browsing'
import { EACH_ONCE, complaintsAbout } from '#tests/support/looking'

const t = words('en')

test.group('A warranty registration with a browser', (group) => {
  browsing(group)

  test('a stranger without scripts mistypes, corrects and registers; a clerk lets the item pass to them', async ({ assert, browser }) => {
    const held = await db.from('warranty_registrations').join('products', 'products.id', 'warranty_registrations.product_id').where('status', 'accepted').select('warranty_registrations.*', 'products.number as product').firstOrFail()
    const stranger = await strangersPage(browser, { javaScriptEnabled: false })
    await stranger.goto('/warranty/register')
    const typed = { product_number: held.product, serial: `${held.serial}-X`, purchased_on: held.purchased_on, customer_name: 'Eva Marín', customer_email: 'eva@casa.example' }
    for (const [name, text] of Object.entries(typed)) await stranger.locator(`[name=${name}]`).fill(text)
    await stranger.locator('[name=consent]').check()
    await stranger.getByRole('button', { name: t('warranty.form.send') }).click()

    await stranger.locator('#field-serial[aria-invalid=true]').waitFor()
    assert.equal(await stranger.locator('[name=customer_name]').inputValue(), 'Eva Marín')
    await stranger.locator('[name=serial]').fill(held.serial)
    await stranger.getByRole('button', { name: t('warranty.form.send') }).click()
    await stranger.getByText(t('warranty.form.answers.to_review')).waitFor()

    const row = await db.from('warranty_registrations').where('customer_email', 'eva@casa.example').firstOrFail()
    const clerk = await pageOf(browser, 'helen')
    await clerk.goto(`/warranty/registrations/${row.id}`)
    await clerk.getByText(t('warranty.transfer.title')).waitFor()
    assert.deepEqual(await complaintsAbout(clerk, EACH_ONCE), [])
    await clerk.getByRole('link', { name: t('warranty.decisions.accept'), exact: true }).click()
    await clerk.locator('textarea[name=reason]').fill('Bought second hand, the sale is proven')
    await clerk.locator('up-drawer, main').getByRole('button', { name: t('warranty.decisions.accept'), exact: true }).click()

    await clerk.getByText(t('warranty.transfer.from')).waitFor()
    const item = await db.from('installed_items').where('id', held.installed_item_id).firstOrFail()
    assert.equal((await db.from('companies').where('id', item.company_id).firstOrFail()).name, 'Eva Marín')
    assert.equal((await db.from('warranty_registrations').where('id', held.id).firstOrFail()).status, 'transferred')
  }).timeout(60_000)

  test('the public form satisfies axe, empty and with complaints, at the desk and on a dark phone', async ({ assert, browser }) => {
    const stranger = await strangersPage(browser)
    await stranger.goto('/warranty/register')
    assert.deepEqual(await complaintsAbout(stranger, EACH_ONCE), [])
    await stranger.getByRole('button', { name: t('warranty.form.send') }).click()
    await stranger.locator('#field-serial[aria-invalid=true]').waitFor()
    assert.deepEqual(await complaintsAbout(stranger, EACH_ONCE), [])
  }).timeout(60_000)
})
