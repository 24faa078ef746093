import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { personWhoMay } from '#tests/support/people'

const note = (kind: string, records: number) => db.table('search_backlog').insert({ kind, records, record_ids: '[]', noted_at: '2026-11-22 08:00:00' })

test.group('Records that cannot be found yet', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are counted where somebody searches, those the person may see', async ({ client }) => {
    await note('company', 1200)
    await note('company', 300)
    await note('product', 7)
    const person = await personWhoMay({ 'company.view': 'all' })

    for (const path of ['/search?q=tall', '/palette?q=tall', '/crm/companies?q=tall']) {
      const page = await client.get(path).loginAs(person)
      page.assertStatus(200)
      page.assertTextIncludes('1,500 records that were just read')
    }
  })

  test('are not spoken of where nobody searches or nothing waits', async ({ assert, client }) => {
    const person = await personWhoMay({ 'company.view': 'all' })
    const isTold = async (path: string) => (await client.get(path).loginAs(person)).text().includes('that were just read')

    assert.isFalse(await isTold('/search?q=tall'))
    await note('company', 1200)
    assert.isFalse(await isTold('/crm/companies'))
  })
})
