import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { browsing, pageOf, visit, words } from '#tests/support/browsing'

const t = words('en')

test.group('Points with a browser', (group) => {
  browsing(group)

  for (const [how, options] of [['with scripts', {}], ['without scripts', { javaScriptEnabled: false }]] as const) {
    test(`a clerk tries a debit out, books it, reads why, and gives points back, ${how}`, async ({ assert, browser }) => {
      const page = await pageOf(browser, 'helen', options)
      const open = (path: string) => (how === 'with scripts' ? visit(page, path) : page.goto(path).then(() => {}))
      const account = await db.from('point_accounts').orderBy('id').firstOrFail()
      const request = `R-${how === 'with scripts' ? 901 : 902}`

      await open(`/points/tryout?account_id=${account.id}&request=${request}&product_1=1&quantity_1=1`)
      await page.getByText(t('points.verdicts.WON'), { exact: true }).first().waitFor()
      const before = Number(account.balance)
      await page.getByRole('button', { name: t('points.tryout.book', { points: '5' }) }).click()
      await page.waitForURL(/ledger$/)

      const row = page.locator('tr', { hasText: request })
      await row.locator('summary').click()
      await row.getByText('Cada visita').first().waitFor()
      await row.getByRole('link', { name: t('points.reversals.title') }).click()
      await page.locator('input[name=points]').fill('2')
      await page.locator('input[name=reason]').fill('Not our fault')
      await page.getByRole('button', { name: t('points.reversals.book') }).click()
      await page.getByText('Not our fault').first().waitFor()
      assert.equal(Number((await db.from('point_accounts').where('id', account.id).firstOrFail()).balance), before - 3)
    })
  }

  test('a refused correction keeps what was typed', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    const { id } = await db.from('point_accounts').orderBy('id').firstOrFail()
    await visit(page, `/points/accounts/${id}/corrections/new`)
    await page.locator('input[name=points]').fill('-99999')
    await page.locator('input[name=reason]').fill('Far too many')
    await page.getByRole('button', { name: t('points.corrections.book') }).click()
    await page.locator('#field-points[aria-invalid=true]').waitFor()
    assert.equal(await page.locator('input[name=reason]').inputValue(), 'Far too many')
  })
})
