import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { browsing, pageOf, visit, words } from '#tests/support/browsing'

const t = words('en')

test.group('Forms with a browser', (group) => {
  browsing(group)

  test('a company is entered in a drawer, corrected where it was wrong, and edited again', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/crm/companies')
    const opener = page.locator('.page-actions a[href="/crm/companies/new"]')
    await opener.click()
    const drawer = page.locator('up-drawer')
    await drawer.locator('#field-name').waitFor()
    assert.isTrue(await page.evaluate(() => document.querySelector('up-drawer')!.contains(document.activeElement)))

    await drawer.locator('#field-email').fill('not an address')
    await drawer.locator('#field-city').fill('Girona')
    await drawer.getByRole('button', { name: t('records.save'), exact: true }).click()
    const name = drawer.locator('#field-name[aria-invalid=true]')
    await name.waitFor()
    assert.equal(await drawer.locator('#field-email').inputValue(), 'not an address')
    assert.equal(await drawer.locator('#field-city').inputValue(), 'Girona')
    assert.equal(await drawer.locator('#field-email[aria-invalid=true]').count(), 1)
    assert.include(await name.getAttribute('aria-describedby'), 'field-name-error')
    await drawer.locator('#field-name-error[role=alert]').waitFor()
    assert.isTrue(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid') === 'true'))

    await name.fill('Browser & Sons, S.L.')
    await drawer.locator('#field-email').fill('office@browser.example')
    await drawer.getByRole('button', { name: t('records.save'), exact: true }).click()
    await drawer.waitFor({ state: 'detached' })
    const { id } = await db.from('companies').where('name', 'Browser & Sons, S.L.').firstOrFail()

    await visit(page, `/crm/companies/${id}`)
    await page.locator(`a[href="/crm/companies/${id}/edit"]`).click()
    await page.locator('up-drawer #field-city').fill('Figueres')
    await page.locator('up-drawer').getByRole('button', { name: t('records.save'), exact: true }).click()
    await page.locator('up-drawer').waitFor({ state: 'detached' })
    await page.locator('.history ins', { hasText: 'Figueres' }).waitFor()
  })

  test('Esc closes an untouched drawer; a changed form asks before it closes', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    await visit(page, '/crm/contacts')
    const opener = page.locator('.page-actions a[href="/crm/contacts/new"]')
    await opener.click()
    await page.locator('up-drawer form').waitFor()
    await page.keyboard.press('Escape')
    await page.locator('up-drawer').waitFor({ state: 'detached' })
    assert.isTrue(await opener.evaluate((link) => link === document.activeElement))

    await opener.click()
    await page.locator('up-drawer #field-first_name').fill('Half typed')
    await page.keyboard.press('Escape')
    await page.locator('#confirmation[open]').waitFor()
    await page.locator('#confirmation button[value=no]').click()
    assert.equal(await page.locator('up-drawer #field-first_name').inputValue(), 'Half typed')
    await page.keyboard.press('Escape')
    await page.locator('#confirmation[open] [data-yes]').click()
    await page.locator('up-drawer').waitFor({ state: 'detached' })
  })

  test('two people edit one record: the second sees both versions and loses nothing', async ({ assert, browser }) => {
    const stamps = { created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }
    const prospect = { name: 'Two Hands Ltd', status: 'prospect', version: 1, ...stamps }
    const [id] = await db.table('companies').insert(prospect)
    const [first, second] = [await pageOf(browser, 'helen'), await pageOf(browser, 'lucia')]
    const es = words('es')
    await visit(first, `/crm/companies/${id}/edit`)
    await visit(second, `/crm/companies/${id}/edit`)
    await first.locator('#field-notes').fill('Called on Monday')
    await first.getByRole('button', { name: t('records.save'), exact: true }).click()
    await first.waitForURL(`**/crm/companies/${id}`)

    await second.locator('#field-notes').fill('Prefers mail')
    await second.locator('#field-website').fill('https://hotels.example')
    await second.getByRole('button', { name: es('records.save'), exact: true }).click()
    await second.getByRole('heading', { name: es('errors.pages.409.title') }).waitFor()
    const shown = await second.locator('main').innerText()
    assert.include(shown, 'Called on Monday')
    assert.include(shown, 'Prefers mail')

    await second.locator('input[type=radio][value="Called on Monday"]').check()
    await second.getByRole('button', { name: es('errors.conflict.save') }).click()
    await second.waitForURL(`**/crm/companies/${id}`)
    const saved = await db.from('companies').where('id', id).firstOrFail()
    assert.equal(saved.notes, 'Called on Monday')
    assert.equal(saved.website, 'https://hotels.example')
  })

  test('a form shows what a record holds, also a zero, so that saving it untouched is accepted', async ({ assert, browser }) => {
    const { id } = await db.from('service_contracts').where('status', 'active').where('lead_days', 0).orderBy('id').firstOrFail()
    const page = await pageOf(browser, 'helen')
    await visit(page, `/service-contracts/contracts/${id}/edit`)
    assert.equal(await page.locator('#field-lead_days').inputValue(), '0')
    await page.getByRole('heading', { name: t('service_contracts.billing_policy') }).waitFor()
    await page.getByRole('button', { name: t('records.save'), exact: true }).click()
    await page.waitForURL(`**/service-contracts/contracts/${id}`)
  })

  test('the matrix of a role is changed in the browser and holds for its people at once', async ({ assert, browser }) => {
    const role = await db.from('roles').where('key', 'erp_user').firstOrFail()
    const [admin, clerk] = [await pageOf(browser, 'helen'), await pageOf(browser, 'thomas')]
    const setTo = async (reach: string) => {
      await visit(admin, `/identity/roles/${role.id}`)
      await admin.locator('select[name="matrix[charge][view]"]').selectOption(reach)
      await admin.getByRole('button', { name: t('identity.save'), exact: true }).click()
      await admin.locator('#flash [data-tone=success]').waitFor()
    }

    assert.equal((await clerk.goto('/billing/charges'))!.status(), 403)
    await setTo('all')
    assert.equal((await clerk.goto('/billing/charges'))!.status(), 200)
    await setTo('none')
    assert.equal((await clerk.goto('/billing/charges'))!.status(), 403)
  })

  test('the customer page tells the age of what the ERP said, its documents, related records and history', async ({ assert, browser }) => {
    const { company_id: id } = await db.from('invoices').where('status', 'posted').orderBy('id').firstOrFail()
    const page = await pageOf(browser, 'helen')
    await visit(page, `/crm/companies/${id}`)
    assert.isAbove(await page.locator('.kpis .kpi').count(), 1)
    const documents = page.locator('.panel', { hasText: t('crm.company.erp_documents') })
    await documents.locator('.document-list a').first().waitFor()
    const age = t('crm.company.as_of', { ago: '' }).trim()
    assert.match((await documents.innerText()).replace(/\s+/g, ' '), new RegExp(`${age} .+`))
    for (const related of ['crm.contact.many', 'service_contracts.service_contract.many', 'installed_base.installed_item.many', 'billing.invoice.many']) {
      await page.locator('.panel h2', { hasText: t(related) }).waitFor()
    }
    await page.locator('.panel h2', { hasText: t('records.history') }).waitFor()
  })
})
