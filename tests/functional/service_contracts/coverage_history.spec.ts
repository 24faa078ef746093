import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import SaveRecord from '#shared/records/actions/save_record'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'
import CoverageRecords from '#tests/support/coverage_records'
import { personWhoMay, personWithRole } from '#tests/support/people'

test.group('The coverage history of an item', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('says on any day which contract covered it, and shows the days without cover', async ({ assert, client }) => {
    const world = await CoverageRecords.build()
    await db.from('installed_items').where('id', world.itemId).update({ code: 'IB-SEEDED' })
    const values = { product_id: world.productId, company_id: world.companyId, serial: 'PUMP-9', quantity: '1', ownership: 'owned', delivered_on: '2025-06-01' }
    const item = await new SaveRecord().handle(INSTALLED_ITEM, { id: null, values }, world.actor)
    await db.from('contract_lines').where('service_contract_id', world.contractId).update({ installed_item_id: item.id })
    const { number } = await db.from('service_contracts').where('id', world.contractId).firstOrFail()
    const desk = await personWithRole('service_desk')
    const page = (on: string) => client.get(`/service-contracts/coverage/items/${item.id}/history?on=${on}`).loginAs(desk)

    const before = await page('2025-12-31')
    before.assertStatus(200)
    assert.include(before.text(), 'Not covered')
    const during = await page('2026-06-15')
    assert.include(during.text(), number)
    assert.include(during.text(), '31 Dec 2025')
    assert.include((await page('2020-01-01')).text(), 'Nobody held the item on that day')

    const stranger = await personWhoMay({ 'installed_item.view': 'all' })
    ;(await client.get(`/service-contracts/coverage/items/${item.id}/history`).loginAs(stranger)).assertStatus(403)
  })
})
