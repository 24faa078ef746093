import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { registerConnector } from '#erp/connector_kinds'
import ErpAccessDenied from '#erp/errors/erp_access_denied'
import ErpConnection from '#erp/models/erp_connection'
import FakeErp from '#tests/support/fake_erp'
import { personWhoMay, personWithRole } from '#tests/support/people'

const RIGHT = 'the right password'

const typed = (more: Record<string, string> = {}) => ({
  kind: 'fake',
  name: 'Head office',
  setting_url: 'http://erp.example:8000',
  setting_password: RIGHT,
  nightly_at: '02:30',
  incremental_minutes: '15',
  overlap_minutes: '15',
  full_every_days: '7',
  is_active: '1',
  ...more,
})

test.group('ERP connections', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    registerConnector({
      kind: 'fake',
      settings: [
        { name: 'url', kind: 'url', isRequired: true, isSecret: false },
        { name: 'password', kind: 'password', isRequired: true, isSecret: true },
      ],
      open: ({ password }) => {
        const erp = new FakeErp()
        erp.onCall = () => {
          if (password !== RIGHT) throw new ErpAccessDenied('wrong password')
        }
        return erp
      },
    })
  })

  test('a connection is tested and saved, its secret encrypted and never shown', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const answer = await client.post('/erp/connections').loginAs(admin).form(typed()).withCsrfToken().redirects(0)
    answer.assertStatus(303)

    const connection = await ErpConnection.findByOrFail('name', 'Head office')
    assert.containSubset(connection.$attributes, { timeZone: 'Europe/Madrid', nightlyAt: '02:30', incrementalMinutes: 15 })
    const { settings } = await db.from('erp_connections').where('id', connection.id).firstOrFail()
    assert.notInclude(settings, RIGHT)
    const page = await client.get(`/erp/connections/${connection.id}/edit`).loginAs(admin)
    page.assertStatus(200)
    assert.include(page.text(), 'http://erp.example:8000')
    assert.notInclude(page.text(), RIGHT)
    const list = await client.get('/erp/connections').loginAs(admin)
    list.assertTextIncludes('Fake Ltd')
    for (const path of ['/erp/connections/create', '/erp/connections/create?kind=fake']) {
      const form = await client.get(path).loginAs(admin)
      form.assertStatus(200)
    }
  })

  test('a wrong password is refused with the field it is in, and nothing is saved', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const form = typed({ setting_password: 'wrong' })

    const answer = await client.post('/erp/connections').loginAs(admin).form(form).header('accept', 'application/json').withCsrfToken()

    answer.assertStatus(422)
    assert.containSubset(answer.body().errors[0], { code: 'E_CONNECTION_UNUSABLE', field: 'setting_password' })
    assert.isNull(await ErpConnection.findBy('name', 'Head office'))
  })

  test('what is typed wrong is named by its field', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const form = typed({ setting_url: 'not an address', nightly_at: '25:00' })

    const answer = await client.post('/erp/connections').loginAs(admin).form(form).header('accept', 'application/json').withCsrfToken()

    answer.assertStatus(422)
    assert.sameMembers(
      answer.body().errors.map((error: { field: string }) => error.field),
      ['setting_url', 'nightly_at']
    )
  })

  test('an empty secret keeps the old one, unless the address changes', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    await client.post('/erp/connections').loginAs(admin).form(typed()).withCsrfToken().redirects(0)
    const { id } = await ErpConnection.findByOrFail('name', 'Head office')
    const put = (more: Record<string, string>) =>
      client.put(`/erp/connections/${id}`).loginAs(admin).form(typed(more)).header('accept', 'application/json').withCsrfToken().redirects(0)

    const kept = await put({ setting_password: '', name: 'Renamed' })
    kept.assertStatus(303)
    const renamed = await ErpConnection.findOrFail(id)
    assert.containSubset(renamed.$attributes, { name: 'Renamed', settings: { password: RIGHT } })

    const moved = await put({ setting_password: '', setting_url: 'http://elsewhere.example' })
    moved.assertStatus(422)
    assert.equal(moved.body().errors[0].field, 'setting_password')
  })

  test('a saved connection is tested again', async ({ client }) => {
    const admin = await personWithRole('administrator')
    await client.post('/erp/connections').loginAs(admin).form(typed()).withCsrfToken().redirects(0)
    const { id } = await ErpConnection.findByOrFail('name', 'Head office')

    const answer = await client.post(`/erp/connections/${id}/tests`).loginAs(admin).withCsrfToken().redirects(0)
    answer.assertStatus(303)
  })

  test('whoever may only look sees the list and changes nothing', async ({ client }) => {
    const viewer = await personWhoMay({ 'erp_connection.view': 'all' })

    const list = await client.get('/erp/connections').loginAs(viewer)
    list.assertStatus(200)
    const create = await client.get('/erp/connections/create').loginAs(viewer).redirects(0)
    create.assertStatus(403)
    const store = await client.post('/erp/connections').loginAs(viewer).form(typed()).withCsrfToken().redirects(0)
    store.assertStatus(403)
  })
})
