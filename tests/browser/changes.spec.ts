import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { browsing, pageOf, visit, words } from '#tests/support/browsing'
import { complaintsAbout } from '#tests/support/looking'

const t = words('en')

test.group('Changes of a contract with a browser', (group) => {
  browsing(group)

  test('a clerk looks at what one more item does to the bills, and then records it', async ({ assert, browser }) => {
    const { id } = await db.from('service_contracts').where({ status: 'active', kind: 'maintenance' }).whereNotNull('ends_on').orderBy('ends_on', 'desc').firstOrFail()
    const { n: before } = await db.from('contract_lines').where('service_contract_id', id).count('* as n').first()
    const page = await pageOf(browser, 'helen')
    await visit(page, `/service-contracts/contracts/${id}/changes/new`)
    await page.getByRole('link', { name: t('service_contracts.kinds.add'), exact: true }).click()
    await page.getByLabel(t('service_contracts.contract_line.fields.description')).fill('Spare pump')
    await page.getByLabel(t('service_contracts.contract_line.fields.unit_price')).fill('45.00')
    await page.locator('#field-on').fill(new Date().toISOString().slice(0, 10))
    await page.locator('#field-reason').fill('Bought with the spring order')
    await page.getByRole('button', { name: t('service_contracts.rehearsal.preview') }).click()
    await page.getByText(t('service_contracts.rehearsal.difference')).first().waitFor()
    assert.deepEqual(await complaintsAbout(page), [])
    assert.deepEqual((await db.from('contract_lines').where('service_contract_id', id).count('* as n').first()).n, before)

    await page.getByRole('button', { name: t('service_contracts.record_change'), exact: true }).click()
    await page.getByText(t('service_contracts.change_recorded')).first().waitFor()
    await db.from('contract_lines').where({ service_contract_id: id, description: 'Spare pump' }).firstOrFail()
  }).timeout(60_000)
})
