import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { browsing, pageOf, visit, words, workQueue } from '#tests/support/browsing'
import { EACH_ONCE, complaintsAbout } from '#tests/support/looking'

const t = words('en')

test.group('Selling with a browser', (group) => {
  browsing(group)

  test('an opportunity becomes an offer that is accepted and ordered, and the ERP’s number appears on it', async ({ assert, browser }) => {
    const company = await db.from('companies').whereNotNull('customer_id').where({ is_blocked: false, status: 'customer' }).orderBy('id', 'desc').firstOrFail()
    const product = await db.from('products').where('number', 'GW-4').firstOrFail()
    const page = await pageOf(browser, 'helen')
    await visit(page, `/sales/opportunities/new?company_id=${company.id}`)
    await page.locator('[name=title]').fill('Gateways for two halls')
    await page.locator('[name=closes_on]').fill('2099-03-31')
    await page.getByRole('button', { name: t('records.save') }).click()
    await page.waitForURL(/opportunities\/\d+$/)
    const opportunity = page.url().split('/').at(-1)!
    await visit(page, `/sales/opportunity-lines/new?opportunity_id=${opportunity}&product_id=${product.id}&quantity=2&unit_price=349.90`)
    await page.getByRole('button', { name: t('records.save') }).click()
    await page.waitForURL(/opportunity-lines\/\d+$/)

    await visit(page, `/sales/opportunities/${opportunity}`)
    await page.getByRole('link', { name: t('sales.new_offer') }).click()
    await page.locator('[name=valid_until]').fill('2099-03-31')
    await page.getByRole('button', { name: t('records.save') }).click()
    await page.waitForURL(/offers\/\d+$/)
    const offer = await db.from('offers').where('opportunity_id', opportunity).firstOrFail()
    assert.equal(Number(offer.net_cents), 69_980)
    await visit(page, `/sales/offers/${offer.id}`)
    assert.deepEqual(await complaintsAbout(page, EACH_ONCE), [])
    for (const move of ['send', 'accept']) {
      await page.getByRole('link', { name: t(`sales.offer_moves.${move}`), exact: true }).click()
      await page.locator('up-drawer').getByRole('button', { name: t(`sales.offer_moves.${move}`), exact: true }).click()
      await page.getByText(t(`sales.offer_moves.done.${move}`)).waitFor()
      await visit(page, `/sales/offers/${offer.id}`)
    }
    await page.getByRole('link', { name: t('outgoing.offer.order') }).click()
    await page.locator('up-drawer').getByRole('button', { name: t('outgoing.orders.place') }).click()
    await page.getByText(t('outgoing.offer.on_its_way')).waitFor()
    await workQueue()

    const { number } = await db.from('placed_orders').where({ source_type: 'offer', source_id: offer.id }).firstOrFail()
    assert.isString(number)
    await visit(page, `/sales/offers/${offer.id}`)
    await page.getByRole('link', { name: t('outgoing.offer.in_erp', { number }) }).click()
    await page.getByRole('heading', { level: 1, name: number }).waitFor()
    assert.equal((await db.from('opportunities').where('id', opportunity).firstOrFail()).status, 'won')
  }).timeout(60_000)
})
