import { test } from '@japa/runner'
import { browsing, pageOf, visit, words } from '#tests/support/browsing'

const t = words('en')

test.group('The shell with a browser', (group) => {
  browsing(group)

  test('/ goes to the search, which finds without accents and opens a customer', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/erp/sync')
    await page.keyboard.press('/')
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'global-search')
    await page.keyboard.type('fagaras')
    await page.keyboard.press('Enter')
    await page.locator('.result-list a', { hasText: 'Făgăraș' }).first().click()
    await page.getByRole('heading', { level: 1 }).filter({ hasText: 'Făgăraș' }).waitFor()
  })

  test('Ctrl+K opens the palette, offers only what one may do, and goes there by keyboard', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/')
    await page.keyboard.press('Control+k')
    await page.locator('[data-palette] input').waitFor()
    await page.keyboard.type('roles')
    await page.locator('[data-choice][data-chosen]', { hasText: t('shell.nav.roles') }).waitFor()
    await page.keyboard.press('Enter')
    await page.waitForURL('**/identity/roles')
    await page.locator('up-modal').waitFor({ state: 'detached' })

    const clerk = await pageOf(browser, 'thomas')
    await visit(clerk, '/')
    await clerk.keyboard.press('Control+k')
    await clerk.locator('[data-palette] input').waitFor()
    await clerk.keyboard.type('roles')
    await clerk.locator('.palette-none').waitFor()
    assert.equal(await clerk.locator('[data-choice]').count(), 0)
    await clerk.keyboard.press('Escape')
    await clerk.locator('up-modal').waitFor({ state: 'detached' })
  })

  test('? shows the keys of this page', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/crm/companies')
    await page.keyboard.press('?')
    await page.locator('up-modal .key-sheet', { hasText: t('shell.keys.in_lists') }).waitFor()
    await page.keyboard.press('Escape')
    await page.locator('up-modal').waitFor({ state: 'detached' })
    assert.equal(await page.locator('.key-sheet').count(), 0)
  })

  test('the first Tab offers to skip to the content', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/crm/companies')
    await page.keyboard.press('Tab')
    const skip = page.locator('.skip-link')
    assert.isTrue(await skip.evaluate((link) => link === document.activeElement && link.getBoundingClientRect().top >= 0))
    await page.keyboard.press('Enter')
    assert.equal(await page.evaluate(() => document.activeElement?.id), 'main')
  })

  test('Esc closes the menu first and the drawer under it with the next press', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/crm/companies')
    const opener = page.locator('.page-actions a[href="/crm/companies/new"]')
    await opener.click()
    await page.locator('up-drawer #field-name').waitFor()
    await page.evaluate(() => document.querySelector<HTMLDetailsElement>('details.menu')!.setAttribute('open', ''))
    await page.keyboard.press('Escape')
    assert.equal(await page.locator('details.menu[open]').count(), 0)
    assert.equal(await page.locator('up-drawer').count(), 1)
    await page.keyboard.press('Escape')
    await page.locator('up-drawer').waitFor({ state: 'detached' })
    assert.isTrue(await opener.evaluate((link) => link === document.activeElement))
  })

  test('the place where one is stands out in the navigation, also without scripts', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen', { javaScriptEnabled: false })
    for (const [path, key] of [['/billing/runs/1', 'billing_runs'], ['/crm/companies', 'companies'], ['/identity/roles/2', 'roles']]) {
      await page.goto(path)
      const current = page.locator('.rail [aria-current=page]')
      assert.equal((await current.innerText()).trim(), t(`shell.nav.${key}`), path)
    }
  })
})
