import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type User from '#identity/models/user'
import { erpCustomer } from '#tests/support/erp_records'
import BindingWorld from '#tests/support/binding_world'
import { personWhoMay, personWithRole } from '#tests/support/people'

test.group('The seam to the ERP in the browser', (group) => {
  let world: BindingWorld
  let admin: User

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BindingWorld.build()
    admin = await personWithRole('administrator')
  })

  test('who owns which field is set on the connection’s page, and the form shows it', async ({ assert, client }) => {
    const path = `/erp/connections/${world.connection.id}/ownership`
    ;(await client.get(path).loginAs(admin)).assertTextIncludes('This application decides')
    const policies = { name: 'erp_wins', tax_id: 'erp_wins', contact_data: 'app_wins', language: 'erp_wins', address: 'ask' }
    const saved = await client.put(path).loginAs(admin).withCsrfToken().redirects(0).form(policies)
    saved.assertStatus(303)

    const { id } = await world.company()
    const form = (await client.get(`/crm/companies/${id}/edit`).loginAs(admin)).text()
    assert.include(form, '<input type="hidden" name="name" value="Talleres Núñez">')
    assert.include(form, 'The ERP owns this field; change it there.')
    assert.match(form, /<input[^>]*name="email"[^>]*type="email"|<input[^>]*type="email"[^>]*name="email"/)
    const wrong = await client.put(path).loginAs(admin).withCsrfToken().redirects(0).form({ ...policies, name: 'nobody' })
    wrong.assertStatus(422)
  })

  test('a group that the ERP does not take stays the ERP’s', async ({ assert, client }) => {
    const description = structuredClone(world.connection.description!)
    description.capabilities.customers!.updates = ['name']
    await world.connection.merge({ description }).save()
    const path = `/erp/connections/${world.connection.id}/ownership`
    ;(await client.get(path).loginAs(admin)).assertTextIncludes('does not let us write these fields')
    await client.put(path).loginAs(admin).withCsrfToken().redirects(0).form({ name: 'ask', tax_id: 'ask', contact_data: 'app_wins', language: 'ask', address: 'ask' })

    const rows = await db.from('field_ownerships').orderBy('id')
    assert.deepEqual(rows.map(({ policy }) => policy), ['ask', 'erp_wins', 'erp_wins', 'erp_wins', 'erp_wins'])
  })

  test('a conflict is found on the home page, filtered on the desk and settled per field', async ({ assert, client }) => {
    await world.owns({ contact_data: 'ask' })
    await world.edit({ email: 'ours@nunez.example', phone: '2' })
    world.erp.change('10', { email: 'theirs@nunez.example', phone: '3' })
    await world.sync()
    ;(await client.get('/').loginAs(admin)).assertTextIncludes('Fields changed on both sides')
    const desk = await client.get('/erp/conflicts').loginAs(admin)
    for (const text of ['old@nunez.example', 'ours@nunez.example', 'theirs@nunez.example']) desk.assertTextIncludes(text)
    assert.notInclude((await client.get('/erp/conflicts?group=address').loginAs(admin)).text(), 'ours@nunez.example')

    const [email, phone] = await db.from('field_conflicts').orderBy('field')
    const { id } = await world.company()
    const put = (form: object) => client.put(`/erp/companies/${id}/conflicts`).loginAs(admin).withCsrfToken().redirects(0).form(form)
    ;(await put({})).assertStatus(422)
    ;(await put({ [`choice_${email.id}`]: 'theirs' })).assertStatus(303)

    assert.equal((await world.company()).email, 'theirs@nunez.example')
    assert.equal((await db.from('field_conflicts').where('id', phone.id).firstOrFail()).state, 'open')
    ;(await client.get('/erp/conflicts?state=settled').loginAs(admin)).assertTextIncludes('The ERP’s holds')

    ;(await client.get('/erp/conflicts').loginAs(admin)).assertTextIncludes('Fields without a choice')
    ;(await put({ 'shown[]': phone.id, 'others': '' })).assertStatus(422)
    ;(await put({ 'shown[]': phone.id, 'others': 'ours' })).assertStatus(303)
    assert.include(await db.from('field_conflicts').where('id', phone.id).firstOrFail(), { state: 'settled', outcome: 'ours' })
  })

  test('a prospect is sent from its page, or the page says why not', async ({ assert, client }) => {
    const { id } = await world.prospect()
    const page = `/crm/companies/${id}`
    ;(await client.get(page).loginAs(admin)).assertTextIncludes('Create as a customer in Head office')
    const sent = await client.post(`/erp/companies/${id}/creations`).loginAs(admin).withCsrfToken().redirects(0).form({ connection_id: world.connection.id })
    sent.assertStatus(303)
    ;(await client.get(page).loginAs(admin)).assertTextIncludes('already on its way there')

    const [message] = await world.messages('customer_creation')
    const waiting = await client.get('/erp/customer-postings').loginAs(admin)
    waiting.assertTextIncludes('Bodegas Ibáñez')
    assert.notInclude(waiting.text(), 'translation missing')
    world.erp.losesReplyOf = 'create'
    await world.step(message)
    const shown = await client.get(`/erp/customer-postings/${message.id}`).loginAs(admin)
    shown.assertTextIncludes('The answer of the ERP was lost')
    const confirmed = await client.post(`/erp/customer-postings/${message.id}/confirmation`).loginAs(admin).withCsrfToken().redirects(0).form({ key: '901', reason: 'seen there' })
    confirmed.assertStatus(303)
    assert.isNotNull((await db.from('companies').where({ id }).firstOrFail()).customer_id)

    const description = structuredClone(world.connection.description!)
    delete description.capabilities.customers
    await world.connection.merge({ description }).save()
    const other = await world.prospect({ name: 'Another' })
    ;(await client.get(`/crm/companies/${other.id}`).loginAs(admin)).assertTextIncludes('takes no customers from here')
  })

  test('one customer is read now, and its page says how old its figures are', async ({ assert, client }) => {
    const { id } = await world.company()
    world.erp.change('10', { name: 'Renamed just now' })
    const read = await client.post(`/erp/companies/${id}/readings`).loginAs(admin).withCsrfToken().redirects(0)
    read.assertStatus(303)
    const page = await client.get(`/crm/companies/${id}`).loginAs(admin)
    for (const text of ['Renamed just now', 'As of', 'Sync this customer now', 'In step with the ERP']) page.assertTextIncludes(text)

    world.erp.onCall = () => {
      throw new Error('away')
    }
    assert.equal((await client.post(`/erp/companies/999999/readings`).loginAs(admin).withCsrfToken().redirects(0)).status(), 404)
  })

  test('a match is shown with both sides and decided by a person', async ({ assert, client }) => {
    await world.prospect({ tax_id: 'B26000001' })
    world.erp.set(erpCustomer('20', { name: 'BODEGAS IBAÑEZ', taxId: 'ESB26000001' }))
    await world.sync()
    const list = await client.get('/erp/adoptions').loginAs(admin)
    for (const text of ['BODEGAS IBAÑEZ', 'Bodegas Ibáñez', 'The same tax number', 'This is one company']) list.assertTextIncludes(text)
    const { id } = await db.from('adoption_proposals').firstOrFail()
    ;(await client.post(`/erp/adoptions/${id}/confirmation`).loginAs(admin).withCsrfToken().redirects(0)).assertStatus(303)
    assert.lengthOf(await db.from('companies').whereILike('name', '%bodegas%'), 1)
    const confirmed = await client.get('/erp/adoptions?state=confirmed').loginAs(admin)
    for (const text of ['BODEGAS IBAÑEZ', 'Bodegas Ibáñez', 'These are two companies after all']) confirmed.assertTextIncludes(text)
    const undo = (reason: string) => client.post(`/erp/adoptions/${id}/undoing`).loginAs(admin).withCsrfToken().redirects(0).form({ reason })
    ;(await undo('')).assertStatus(422)
    ;(await undo('Two branches')).assertStatus(303)
    assert.lengthOf(await db.from('companies').whereILike('name', '%bodegas%'), 2)
    ;(await client.get('/erp/adoptions?state=undone').loginAs(admin)).assertTextIncludes('Two branches')
    ;(await client.post(`/erp/adoptions/${id}/rejection`).loginAs(admin).withCsrfToken().redirects(0).header('accept', 'application/json')).assertStatus(422)
  })

  test('an old key is entered with its reason, and a day of the archive is compared', async ({ assert, client }) => {
    const aliases = `/erp/connections/${world.connection.id}/aliases`
    const typed = { entity: 'customer', old_key: '10', current_key: 'N-10', reason: 'renumbered' }
    ;(await client.post(aliases).loginAs(admin).withCsrfToken().redirects(0).form(typed)).assertStatus(303)
    ;(await client.get(aliases).loginAs(admin)).assertTextIncludes('N-10')

    const archive = `/erp/connections/${world.connection.id}/archive`
    ;(await client.get(archive).loginAs(admin)).assertTextIncludes('Customers')
    ;(await client.put(archive).loginAs(admin).withCsrfToken().redirects(0).form({ archive_days: '30' })).assertStatus(303)
    const { received_on: day } = await db.from('payload_pages').firstOrFail()
    const started = await client.post(`${archive}/replays`).loginAs(admin).withCsrfToken().redirects(0).form({ entity: 'customer', day })
    started.assertStatus(303)
    ;(await client.get(started.header('location')!).loginAs(admin)).assertStatus(200)
    assert.equal((await db.from('erp_connections').where('id', world.connection.id).firstOrFail()).archive_days, 30)
  })

  test('who may only look decides nothing', async ({ client }) => {
    const viewer = await personWhoMay({ 'field_conflict.view': 'all', 'adoption.view': 'all', 'customer_posting.view': 'all', 'company.view': 'all' })
    for (const path of ['/erp/conflicts', '/erp/adoptions', '/erp/customer-postings']) (await client.get(path).loginAs(viewer)).assertStatus(200)
    const { id } = await world.company()
    ;(await client.put(`/erp/companies/${id}/conflicts`).loginAs(viewer).withCsrfToken().form({})).assertStatus(403)
    ;(await client.get(`/erp/connections/${world.connection.id}/ownership`).loginAs(viewer)).assertStatus(403)
    ;(await client.get(`/erp/connections/${world.connection.id}/archive`).loginAs(viewer)).assertStatus(403)
  })
})
