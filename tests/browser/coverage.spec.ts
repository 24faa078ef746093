import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { todayIn } from '#shared/clock'
import { browsing, pageOf, visit, words } from '#tests/support/browsing'

const t = words('en')

test.group('Coverage with a browser', (group) => {
  browsing(group)

  test('a person asks what covers an item, reads why, keeps the answer, and uses less than was reserved', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    const line = await db
      .from('contract_lines')
      .join('service_contracts', 'service_contracts.id', 'contract_lines.service_contract_id')
      .join('contract_coverages', 'contract_coverages.service_contract_id', 'service_contracts.id')
      .where({ kind: 'maintenance', status: 'active' })
      .where('service_contracts.ends_on', '>', todayIn('Europe/Madrid'))
      .whereNotNull('installed_item_id')
      .select('installed_item_id')
      .firstOrFail()
    await visit(page, `/service-contracts/coverage/check?item_id=${line.installed_item_id}`)
    await page.locator('[name="lines[0][category]"]').selectOption('part')
    await page.locator('[name="lines[0][amount]"]').fill('120.00')
    await page.getByRole('button', { name: t('coverage.ask'), exact: true }).click()
    await page.getByText(/pays €/).first().waitFor()

    await page.getByRole('button', { name: t('coverage.reserve') }).click()
    await page.waitForURL(/decisions\/\d+$/)
    await page.getByText(t('coverage.replay_same')).waitFor()
    const again = await page.getByRole('link', { name: t('coverage.again') }).getAttribute('href')
    assert.include(again, 'lines%5B0%5D%5Bamount%5D=120')

    await page.locator('[name="lines[0][amount]"]').fill('60.00')
    await page.getByRole('button', { name: t('coverage.commit') }).click()
    await page.getByText(t('coverage.done.was')).waitFor()
    const id = Number(page.url().split('/').at(-1))
    assert.equal((await db.from('coverage_decisions').where('id', id).firstOrFail()).status, 'committed')
  })
})
