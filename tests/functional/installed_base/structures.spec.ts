import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import BaseWorld from '#tests/support/installed_base/base_world'
import { personWhoMay, personWithRole } from '#tests/support/people'

test.group('Structures, places and labels of installed items', (group) => {
  let world: BaseWorld
  let a: Record<string, any>
  let b: Record<string, any>

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['A-1', 'B-1'] })
    a = await world.item('A-1')
    b = await world.item('B-1')
  })

  const clerk = () => personWithRole('service_desk')

  test('a clerk builds a component in and sees it in the structure', async ({ assert, client }) => {
    const person = await clerk()
    const form = { happened_on: '2026-02-01', component_id: b.id }
    const answer = await client.post(`/installed-base/items/${a.id}/components`).form(form).withCsrfToken().loginAs(person).redirects(0)
    answer.assertStatus(303)

    const page = await client.get(`/installed-base/items/${a.id}/structure`).loginAs(person)
    for (const text of ['1 component', 'B-1', 'Take out', 'Add a component']) assert.include(page.text(), text)
    const below = await client.get(`/installed-base/items/${b.id}/structure`).loginAs(person)
    assert.include(below.text(), 'A-1')
  })

  test('a circle is refused on the page with a sentence', async ({ assert, client }) => {
    const person = await clerk()
    await client.post(`/installed-base/items/${a.id}/components`).form({ happened_on: '2026-02-01', component_id: b.id }).withCsrfToken().loginAs(person)
    const answer = await client.post(`/installed-base/items/${b.id}/components`).form({ happened_on: '2026-02-01', component_id: a.id }).withCsrfToken().loginAs(person)

    assert.include(answer.text(), 'one of its own components')
  })

  test('readers see a structure but do not change it', async ({ client }) => {
    const reader = await personWhoMay({ 'installed_item.view': 'all' })

    ;(await client.get(`/installed-base/items/${a.id}/structure`).loginAs(reader)).assertStatus(200)
    const answer = await client.post(`/installed-base/items/${a.id}/components`).form({ happened_on: '2026-02-01', component_id: b.id }).withCsrfToken().loginAs(reader)
    answer.assertStatus(403)
  })

  test('an entry made by mistake is taken back, with the components that followed it', async ({ assert, client }) => {
    const person = await clerk()
    await client.post(`/installed-base/items/${a.id}/components`).form({ happened_on: '2026-02-01', component_id: b.id }).withCsrfToken().loginAs(person)
    const other = await world.companyOf('20')
    const pass = { kind: 'transferred', happened_on: '2026-03-01', company_id: other, note: 'Sold', building: 'B2' }
    await client.post(`/installed-base/items/${a.id}/entries`).form(pass).withCsrfToken().loginAs(person)
    assert.deepEqual([Number((await world.item('B-1')).company_id), (await world.item('B-1')).building], [other, 'B2'])

    const entry = await db.from('installed_item_events').where({ item_key: a.item_key, kind: 'transferred' }).firstOrFail()
    const page = await client.get(`/installed-base/items/${a.id}/entries/${entry.id}/reversal`).loginAs(person)
    assert.include(page.text(), '1 component that followed it goes')
    await client.post(`/installed-base/items/${a.id}/entries/${entry.id}/reversal`).form({ note: 'Wrong machine' }).withCsrfToken().loginAs(person)

    const home = await world.companyOf('10')
    assert.deepEqual([Number((await world.item('A-1')).company_id), Number((await world.item('B-1')).company_id)], [home, home])
    assert.equal(Number((await world.item('B-1')).parent_item_id), Number(a.id))
  })

  test('the base is shown by country, city and site, with a way to the items', async ({ assert, client }) => {
    const person = await clerk()
    const home = await world.companyOf('10')
    await db.from('companies').where('id', home).update({ country: 'ES', city: 'Reus' })
    const [site] = await db.table('installed_sites').insert({ name: 'Plant North', city: 'Iași', country: 'RO', version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' })
    const moved = { kind: 'moved', happened_on: '2026-02-01', site_id: site, place: 'Hall 7', latitude: '47.1585', longitude: '27.6014' }
    await client.post(`/installed-base/items/${a.id}/entries`).form(moved).withCsrfToken().loginAs(person)

    const world1 = await client.get('/installed-base/breakdown').loginAs(person)
    for (const text of ['country=ES', 'country=RO', '2 items']) assert.include(world1.text(), text)
    const city = await client.get(`/installed-base/breakdown?country=RO&city=${encodeURIComponent('Iași')}`).loginAs(person)
    for (const text of ['Plant North', `f_site_id=${site}`]) assert.include(city.text(), text)
    const item = await client.get(`/installed-base/items/${a.id}`).loginAs(person)
    for (const text of ['Plant North', 'geo:47.1585,27.6014', 'Hall 7']) assert.include(item.text(), text)
    const wrong = await client.post(`/installed-base/items/${a.id}/entries`).form({ ...moved, latitude: '147' }).withCsrfToken().loginAs(person)
    assert.include(wrong.text(), 'Coordinates are decimal degrees')
  })

  test('what a reseller received shows both parties and is found by nature', async ({ assert, client }) => {
    const person = await clerk()
    await world.deliver('2', '2026-01-11', { serials: ['R-1'] })
    await db.from('companies').where('id', await world.companyOf('10')).update({ nature: 'reseller' })
    await world.deliver('3', '2026-01-12', { serials: ['R-2'] })
    const item = await world.item('R-2')
    await client.post(`/installed-base/items/${item.id}/entries`).form({ kind: 'transferred', happened_on: '2026-03-01', company_id: await world.companyOf('20'), note: 'Sold' }).withCsrfToken().loginAs(person)

    const page = await client.get(`/installed-base/items/${item.id}`).loginAs(person)
    for (const text of ['Sold through', 'Customer 10', 'Customer 20', 'Reseller']) assert.include(page.text(), text)
    const list = await client.get('/installed-base/items?f_channel=reseller').loginAs(person)
    assert.include(list.text(), 'R-2')
    assert.notInclude(list.text(), 'A-1')
  })

  test('a late loan waits on the home page and its people are told once', async ({ assert, client }) => {
    const person = await clerk()
    await client.post(`/installed-base/items/${a.id}/entries`).form({ kind: 'lent', happened_on: '2026-02-01', company_id: a.company_id, expected_back_on: '2026-03-01' }).withCsrfToken().loginAs(person)
    const { default: TellOverdueLoans } = await import('#installed_base/actions/tell_overdue_loans')
    const { calendarDate } = await import('#shared/calendar/calendar_date')
    const tell = () => new TellOverdueLoans().handle(calendarDate('2026-03-02'))

    assert.deepEqual([await tell(), await tell()], [1, 0])
    assert.isNotNull(await db.from('notifications').where({ user_id: person.id, sentence: 'installed_base.notices.loans_overdue' }).first())
    assert.include((await client.get('/').loginAs(person)).text(), 'Loans overdue')
  })

  test('labels are printed for one item and for a list', async ({ assert, client }) => {
    const person = await clerk()
    for (const address of [`/installed-base/labels?ids=${a.id}`, '/installed-base/labels?q=b-1', '/installed-base/labels?q=nothing-of-that-name']) {
      const answer = await client.get(address).loginAs(person)
      answer.assertStatus(200)
      assert.include(answer.header('content-type'), 'application/pdf')
    }
    assert.include((await client.get('/installed-base/items').loginAs(person)).text(), 'QR labels')
  })
})
