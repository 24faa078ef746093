import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#identity/models/user'
import { erpCustomer } from '#tests/support/erp_records'
import ContractWorld from '#tests/support/contract_world'
import { person, personWhoMay } from '#tests/support/people'

const COMPANIES = '/crm/companies'

test.group('Companies in the browser', (group) => {
  let clerk: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const may = ['view', 'create', 'edit', 'delete'].flatMap((action) => [[`company.${action}`, 'all'], [`contact.${action}`, 'all']])
    clerk = await personWhoMay(Object.fromEntries(may))
  })

  test('a prospect is entered, found, changed and deleted', async ({ assert, client }) => {
    const made = await client.post(COMPANIES).loginAs(clerk).withCsrfToken().redirects(0).form({ name: 'Bodegas Ibáñez', status: 'prospect', city: 'Haro' })
    made.assertStatus(303)
    const path = made.header('location')!
    ;(await client.get(`${COMPANIES}?f_city=Haro`).loginAs(clerk)).assertTextIncludes('Bodegas Ibáñez')
    ;(await client.get(path).loginAs(clerk)).assertTextIncludes('Haro')

    const changed = await client.put(path).loginAs(clerk).withCsrfToken().redirects(0).form({ name: 'Bodegas Ibáñez', status: 'customer', nature: 'direct', city: 'Logroño', version: 1 })
    changed.assertStatus(303)
    assert.include(await db.from('companies').firstOrFail(), { city: 'Logroño', status: 'customer' })
    ;(await client.delete(path).loginAs(clerk).withCsrfToken().redirects(0)).assertStatus(303)
    ;(await client.get(path).loginAs(clerk)).assertStatus(404)
  })

  test('the history says by name who answers for a company', async ({ client }) => {
    const [colleague, facts] = [await person({ fullName: 'Ramona Ilieș' }), { name: 'Bodegas Ibáñez', status: 'prospect', nature: 'direct' }]
    const made = await client.post(COMPANIES).loginAs(clerk).withCsrfToken().redirects(0).form(facts)
    const path = made.header('location')!
    await client.put(path).loginAs(clerk).withCsrfToken().form({ ...facts, owner_id: colleague.id, version: 1 })
    ;(await client.get(`${path}/history`).loginAs(clerk)).assertTextIncludes('Ramona Ilieș')
  })

  test('a company without a name is asked for again with what was typed', async ({ client }) => {
    const answer = await client.post(COMPANIES).loginAs(clerk).withCsrfToken().header('referer', `${COMPANIES}/new`).form({ name: '', status: 'prospect', city: 'Haro' })
    answer.assertTextIncludes('Haro')
  })

  test('what the ERP decides is changed there, what is ours is changed here', async ({ assert, client }) => {
    const world = await ContractWorld.build()
    await world.mirror('customer', erpCustomer('30', { name: 'Talleres Núñez' }))
    const company = await db.from('companies').where('name', 'Talleres Núñez').firstOrFail()
    const save = (values: object) => client.put(`${COMPANIES}/${company.id}`).loginAs(clerk).withCsrfToken().form({ name: company.name, status: company.status, nature: company.nature, city: company.city, country: company.country, version: company.version, ...values })

    const refused = await save({ name: 'Another name' })
    refused.assertStatus(422)
    refused.assertTextIncludes('Talleres Núñez')
    ;(await save({ notes: 'Likes to be called before nine' })).assertStatus(200)
    assert.equal((await db.from('companies').where('id', company.id).firstOrFail()).notes, 'Likes to be called before nine')
  })

  test('the page of a customer shows what the ERP knows of it', async ({ assert, client }) => {
    const world = await ContractWorld.build()
    await world.order()
    const { id } = await db.from('companies').firstOrFail()
    const reader = await personWhoMay({ 'company.view': 'all', 'order.view': 'all' })
    const page = await client.get(`${COMPANIES}/${id}`).loginAs(reader)
    page.assertStatus(200)
    for (const text of ['Customer 10', 'SO1', 'Calle Mayor 1']) assert.include(page.text(), text)
    assert.notInclude((await client.get(`${COMPANIES}/${id}`).loginAs(clerk)).text(), 'SO1')
  })

  test('a contact is entered at a company', async ({ assert, client }) => {
    await ContractWorld.build()
    const { id } = await db.from('companies').firstOrFail()
    const made = await client.post('/crm/contacts').loginAs(clerk).withCsrfToken().redirects(0).form({ company_id: id, last_name: 'Ruiz', email: 'ruiz@example.com' })
    made.assertStatus(303)
    assert.include(await db.from('contacts').where('last_name', 'Ruiz').firstOrFail(), { email: 'ruiz@example.com' })
    const nobody = await client.post('/crm/contacts').loginAs(clerk).withCsrfToken().redirects(0).form({ company_id: id, last_name: '' })
    nobody.assertStatus(422)
  })

  test('who lacks the permission is told so, and what is not there is not found', async ({ client }) => {
    const none = await personWhoMay({})
    const reader = await personWhoMay({ 'company.view': 'all' })
    for (const path of [COMPANIES, `${COMPANIES}/1`, '/crm/contacts']) (await client.get(path).loginAs(none)).assertStatus(403)
    ;(await client.post(COMPANIES).loginAs(reader).withCsrfToken().form({ name: 'X', status: 'prospect' })).assertStatus(403)
    ;(await client.delete(`${COMPANIES}/1`).loginAs(reader).withCsrfToken()).assertStatus(403)
    ;(await client.get(`${COMPANIES}/999999`).loginAs(clerk)).assertStatus(404)
    ;(await client.put(`${COMPANIES}/999999`).loginAs(clerk).withCsrfToken().form({ name: 'X', status: 'prospect', nature: 'direct', version: 1 })).assertStatus(404)
    ;(await client.delete(`${COMPANIES}/999999`).loginAs(clerk).withCsrfToken()).assertStatus(404)
  })
})
