import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import SaveRecord from '#shared/records/actions/save_record'
import { recordType } from '#shared/records/registry'
import { actorFor, personWhoMay } from '#tests/support/people'

const EDITS = '/crm/companies/bulk-edits'

test.group('Pages of bulk edits', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('lead from the list over count and sample to the change and back', async ({ assert, client }) => {
    const clerk = await personWhoMay({ 'company.view': 'all', 'company.edit': 'all' })
    const actor = await actorFor(clerk)
    for (const name of ['Molina', 'Vidal', 'Zafra']) {
      await new SaveRecord().handle(recordType('company'), { id: null, values: { name, status: 'prospect', city: name === 'Zafra' ? 'Vic' : 'Reus' } }, actor)
    }
    const post = (path: string, form: object) => client.post(path).loginAs(clerk).withCsrfToken().redirects(0).form(form)
    const list = await client.get('/crm/companies?f_city=Reus').loginAs(clerk)
    list.assertTextIncludes('All 2 that match')

    const address = (await post(EDITS, { all: '1', address: '?f_city=Reus' })).header('location')!
    ;(await client.get(address).loginAs(clerk)).assertTextIncludes('Molina')
    ;(await client.get(`${address}?field=status`).loginAs(clerk)).assertTextIncludes('Former customer')
    ;(await post(`${address}?_method=PUT`, { field: 'status', status: 'odd' })).assertStatus(422)
    await post(`${address}?_method=PUT`, { field: 'status', status: 'former' })
    const preview = await client.get(address).loginAs(clerk)
    preview.assertTextIncludes('Change 2 records')
    preview.assertTextIncludes('Prospect')

    await post(`${address}/run`, {})
    const statuses = async () => (await db.from('companies').orderBy('name')).map(({ status }) => status)
    assert.deepEqual(await statuses(), ['former', 'former', 'prospect'])
    ;(await client.get(address).loginAs(clerk)).assertTextIncludes('Undo 2 changes')
    await post(`${address}/undo`, {})
    assert.deepEqual(await statuses(), ['prospect', 'prospect', 'prospect'])

    const colleague = await personWhoMay({ 'company.view': 'all', 'company.edit': 'all' })
    ;(await client.get(address).loginAs(colleague)).assertStatus(404)
    const reader = await personWhoMay({ 'company.view': 'all' })
    ;(await client.get(address).loginAs(reader)).assertStatus(403)
  })
})
