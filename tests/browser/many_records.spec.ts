import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import { browsing, pageOf, visit, words } from '#tests/support/browsing'
import { complaintsAbout } from '#tests/support/looking'

const t = words('en')
const FILE = ['name;city;status', 'Ferretería Duarte;Vigo;prospect', 'Talleres Cid;Lugo;prospect', ';Ourense;prospect'].join('\n')

test.group('Many records at once with a browser', (group) => {
  browsing(group)

  test('a file is mapped, tried, written and taken back, and each step satisfies axe', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    const count = async () => Number((await db.from('companies').whereIn('city', ['Vigo', 'Lugo']).count('* as n').firstOrFail()).n)
    const before = await count()
    await visit(page, '/crm/companies/imports/new')
    await page.locator('input[name=file]').setInputFiles({ name: 'companies.csv', mimeType: 'text/csv', buffer: Buffer.from(FILE) })
    await page.getByRole('button', { name: t('imports.go_on') }).click()
    await page.locator('select[name="columns[0]"]').waitFor()
    assert.deepEqual(await complaintsAbout(page), [])

    await page.locator('select[name="columns[0]"]').selectOption('name')
    await page.locator('select[name="columns[1]"]').selectOption('city')
    await page.locator('select[name="columns[2]"]').selectOption('status')
    await page.getByRole('button', { name: t('imports.check') }).click()
    await page.getByRole('button', { name: t('imports.write', { count: 2 }) }).waitFor()
    assert.equal(await count(), before)
    assert.deepEqual(await complaintsAbout(page), [])

    await page.getByRole('button', { name: t('imports.write', { count: 2 }) }).click()
    await page.getByRole('button', { name: t('imports.revert') }).waitFor()
    assert.equal(await count(), before + 2)
    assert.deepEqual(await complaintsAbout(page), [])

    await page.getByRole('button', { name: t('imports.revert') }).click()
    await page.locator('#confirmation [data-yes]').click()
    await page.getByText(t('imports.states.reverted'), { exact: true }).first().waitFor()
    assert.equal(await count(), before)
  })

  test('one value is written into all that are ticked and taken back, and each step satisfies axe', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/crm/companies?q=hotel')
    for (const box of await page.locator('#list tbody input[type=checkbox]').all()) await box.check()
    await page.getByRole('button', { name: t('bulk.ticked') }).click()
    await page.locator('#field-field').waitFor()
    assert.deepEqual(await complaintsAbout(page), [])

    await page.locator('#field-field').selectOption('notes')
    await page.getByRole('button', { name: t('bulk.choose') }).click()
    await page.locator('#field-notes').fill('Asked for a visit')
    await page.getByRole('button', { name: t('bulk.preview') }).click()
    await page.getByRole('button', { name: /^Change \d/ }).waitFor()
    assert.deepEqual(await complaintsAbout(page), [])

    await page.getByRole('button', { name: /^Change \d/ }).click()
    await page.getByRole('button', { name: /^Undo/ }).waitFor()
    assert.isAbove((await db.from('companies').where('notes', 'Asked for a visit')).length, 0)
    assert.deepEqual(await complaintsAbout(page), [])

    await page.getByRole('button', { name: /^Undo/ }).click()
    await page.getByRole('heading', { name: t('bulk.states.undone') }).waitFor()
    assert.lengthOf(await db.from('companies').where('notes', 'Asked for a visit'), 0)
  })

  test('the form that leaves a line out satisfies axe', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    const charge = await db.from('charges').whereNotNull('billing_run_id').firstOrFail()
    await visit(page, `/billing/runs/${charge.billing_run_id}/charges/${charge.id}/exclusion`)
    await page.locator('input[name=reason]').waitFor()
    assert.deepEqual(await complaintsAbout(page), [])
  })
})
