import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { browsing, pageOf, visit, words } from '#tests/support/browsing'

const t = words('en')

test.group('Lists with a browser', (group) => {
  browsing(group)

  test('the list answers while one types, and the address reproduces it', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/crm/companies')
    const all = await page.locator('#list tbody tr').count()
    await page.locator('#list-q').pressSequentially('hotel')
    await page.waitForURL(/q=hotel/)
    await page.locator('#list tbody tr', { hasText: 'Atlantic Hotels' }).waitFor()
    const found = await page.locator('#list tbody tr').count()
    assert.isBelow(found, all)

    const again = await pageOf(browser, 'helen')
    await visit(again, new URL(page.url()).pathname + new URL(page.url()).search)
    assert.equal(await again.locator('#list tbody tr').count(), found)
  })

  test('a list is sorted, its columns chosen, kept as a view and removed again', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/crm/companies')
    await page.locator('thead a', { hasText: t('crm.company.fields.city') }).click()
    await page.locator('th[aria-sort=ascending]', { hasText: t('crm.company.fields.city') }).waitFor()
    await page.locator('thead a', { hasText: t('crm.company.fields.city') }).click()
    await page.locator('th[aria-sort=descending]').waitFor()

    await page.locator('.filters-summary').click()
    await page.locator('.filters-columns input[value=tax_id]').check()
    await page.locator('#list thead th', { hasText: t('crm.company.fields.tax_id') }).waitFor()
    await page.locator('input[name=f_status][value=customer]').check()
    await page.waitForURL(/f_status/)

    await page.locator('.page-actions summary', { hasText: t('records.views') }).click()
    await page.locator('#field-name').fill('By city')
    await page.getByRole('button', { name: t('records.save_view') }).click()
    await page.locator('.page-actions summary', { hasText: 'By city' }).waitFor()
    await visit(page, '/crm/companies?view=none')
    await page.locator('.page-actions summary', { hasText: t('records.views') }).click()
    await page.getByRole('menuitem', { name: 'By city' }).click()
    await page.locator('#list thead th', { hasText: t('crm.company.fields.tax_id') }).waitFor()
    assert.equal(await page.locator('th[aria-sort=descending]').innerText().then((text) => text.trim()), t('crm.company.fields.city'))

    await page.locator('.page-actions summary', { hasText: 'By city' }).click()
    await page.getByRole('menuitem', { name: t('views.settings', { name: 'By city' }) }).click()
    await page.locator('up-drawer').getByRole('button', { name: t('views.remove') }).click()
    await page.locator('#confirmation [data-yes]').click()
    await page.locator('.page-actions summary', { hasText: t('records.views') }).waitFor()
  })

  test('one turns the pages of a long list and comes back', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/installed-base/items')
    const first = await page.locator('#list tbody tr').first().innerText()
    await page.getByRole('link', { name: t('records.next') }).click()
    await page.getByRole('link', { name: t('records.previous') }).waitFor()
    assert.notEqual(await page.locator('#list tbody tr').first().innerText(), first)
    await page.getByRole('link', { name: t('records.previous') }).click()
    await page.locator('#list tbody tr').first().filter({ hasText: first.split('\t')[0].trim() }).waitFor()
  })

  test('the filtered list is exported as CSV and as a workbook', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/crm/companies?q=hotel')
    for (const format of ['CSV', 'XLSX']) {
      await page.locator('.page-actions summary', { hasText: t('records.export') }).click()
      const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('menuitem', { name: format }).click()])
      const bytes = await readFile(await file.path())
      if (format === 'CSV') assert.include(bytes.toString(), 'Atlantic Hotels')
      else assert.equal(bytes.subarray(0, 2).toString(), 'PK')
    }
  })

  test('j, k, x and Enter work in a list, Shift+X takes all rows between, e edits', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/crm/companies')
    const focused = () => page.evaluate(() => [...document.querySelectorAll('tbody tr')].findIndex((row) => row.contains(document.activeElement)))
    await page.keyboard.press('j')
    assert.equal(await focused(), 0)
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('k')
    assert.equal(await focused(), 1)
    assert.notEqual(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle), 'none')

    await page.keyboard.press('x')
    await page.keyboard.press('j')
    await page.keyboard.press('j')
    await page.keyboard.press('Shift+X')
    assert.equal(await page.locator('tbody input:checked').count(), 3)
    const name = await page.locator('tbody tr').nth(3).locator('.row-link').innerText()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { level: 1, name: name.trim() }).waitFor()
  })
})
