import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { todayIn } from '#shared/clock'
import PublishCoverageSet from '#service_contracts/actions/publish_coverage_set'
import RegisterWarranty from '#warranty/actions/register_warranty'
import { actorFor, personWhoMay, personWithRole } from '#tests/support/people'
import WarrantyWorld from '#tests/support/warranty_world'

const STAMPS = { version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }

test.group('What covers the items of a company', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('stands beside each on the page of the company and in its list, for those who may know', async ({ assert, client }) => {
    const world = await WarrantyWorld.build()
    const person = await personWithRole('administrator')
    const [setId] = await db.table('coverage_sets').insert({ code: 'W', name: 'Warranty', time_zone: 'Europe/Madrid', covers_all_skills: true, waiting_days: 0, reference_date: 'request', on_credit_hold: 'cover', covers_ordering_party: false, published_number: 0, ...STAMPS })
    await db.table('coverage_rules').insert({ coverage_set_id: setId, item_scope: 'contract_items', category: 'part', percent: '100', above_ceiling: 'cap', ...STAMPS })
    await new PublishCoverageSet().handle(Number(setId), { reason: 'First', applyFrom: null }, await actorFor(person))
    await world.warrantBoilers({ coverage_set_id: setId })
    const today = todayIn('Europe/Madrid')
    await new RegisterWarranty().handle(world.told({ purchased_on: today }), { author: { source: 'screen', id: null, name: 'Ada' }, today })
    const { company_id: customer } = await world.base.item('A1')

    for (const address of [`/crm/companies/${customer}`, `/installed-base/items?f_company_id=${customer}`]) {
      const page = await client.get(address).loginAs(person)
      assert.match(page.text(), /data-label="Coverage"[^>]*>\s*<span[^>]*badge[\s\S]{0,400}?Warranty/)
    }
    const dealers = await client.get(`/crm/companies/${world.dealerId}`).loginAs(person)
    assert.match(dealers.text(), /data-label="Coverage"[\s\S]{0,600}?Not covered/)
    const everybodys = await client.get('/installed-base/items').loginAs(person)
    assert.notInclude(everybodys.text(), 'data-label="Coverage"')

    const reader = await personWhoMay({ 'installed_item.view': 'all' })
    assert.notInclude((await client.get(`/installed-base/items?f_company_id=${customer}`).loginAs(reader)).text(), 'data-label="Coverage"')
  })
})
