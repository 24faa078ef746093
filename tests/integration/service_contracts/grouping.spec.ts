import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import BillingWorld from '#tests/support/billing_world'
import CoverageRecords from '#tests/support/coverage_records'

test.group('One invoice for each place of a customer', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('takes the lines of the items that stand there, and those without a place together', async ({ assert }) => {
    const [world, base] = [await BillingWorld.build(), await CoverageRecords.build()]
    const stamps = { version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }
    const site = async (name: string) => Number((await db.table('installed_sites').insert({ name, company_id: base.companyId, ...stamps }))[0])
    const [north, south] = [await site('North'), await site('South')]
    const items = [await base.item('A', { site_id: north }), await base.item('B', { site_id: north }), await base.item('C', { site_id: south })]
    const { id, lines } = await world.contract(['100.00', '20.00', '3.00', '0.40'], { grouping: 'site' })
    for (const [index, item] of items.entries()) await db.from('contract_lines').where('id', lines[index]).update({ installed_item_id: item })
    await world.run('2026-01-31')

    const invoices = (await world.invoices()).filter((invoice) => invoice.group_key !== `contract:${base.contractId}`)
    assert.sameMembers(invoices.map(({ group_key: key, net_cents: net }) => `${key} ${net}`), [`place:${north} 12000`, `place:${south} 300`, `contract:${id} 40`])
  })
})
