import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { browsing, pageOf, visit, words } from '#tests/support/browsing'
import { complaintsAbout } from '#tests/support/looking'

const t = words('en')
const PDF = { name: 'signed.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF') }

test.group('Signing a contract with a browser', (group) => {
  browsing(group)

  test('a contract from a model is approved by three, and only then signed with its file and put into force', async ({ assert, browser }) => {
    const page = await pageOf(browser, 'helen')
    const model = await db.from('contract_models').where('code', 'PLUS-M').firstOrFail()
    const company = await db.from('companies').orderBy('id').firstOrFail()
    // somebody else asks, so that the administrator may decide the last step
    await visit(page, `/service-contracts/contracts/new?contract_model_id=${model.id}&company_id=${company.id}`)
    await page.getByRole('button', { name: t('records.save'), exact: true }).click()
    await page.waitForURL(/contracts\/\d+$/)
    const path = `${new URL(page.url()).pathname}?part=signing`

    const clerk = await pageOf(browser, 'javier')
    await visit(clerk, path)
    assert.equal(await clerk.locator('input[type=file]').count(), 0)
    await clerk.locator('form[action$="/approval"] button').click()
    await clerk.locator('form[action*="/approval?_method=DELETE"]').waitFor()

    for (const name of ['lucia', 'margaret', 'helen']) {
      const decider = await pageOf(browser, name)
      await visit(decider, '/approvals')
      await decider.locator('main td a[href^="/approvals/"]').first().click()
      await decider.locator('button[value=approve]').waitFor()
      if (name === 'lucia') assert.deepEqual(await complaintsAbout(decider), [])
      await decider.locator('button[value=approve]').click()
      await decider.waitForURL(/\/approvals$/)
    }

    await visit(page, path)
    await page.locator('input[type=file]').setInputFiles(PDF)
    await page.locator('input[name=signed_by]').fill('Ana Ruiz')
    assert.deepEqual(await complaintsAbout(page), [])
    await page.getByRole('button', { name: t('signing.mark') }).click()
    await page.locator('form[action$="/activation"] button').click()
    await page.getByText(t('service_contracts.service_contract.choices.status.active'), { exact: true }).first().waitFor()
    await visit(page, path.replace('signing', 'documents'))
    await page.getByText(t('attachments.locked')).first().waitFor()
  })
})
