import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import ErpConnection from '#erp/models/erp_connection'
import { personWithRole } from '#tests/support/people'
import X3StandIn, { X3_SETTINGS } from '#tests/support/x3/x3_stand_in'
import { fillX3 } from '#tests/support/x3/x3_world'

test.group('A connection to Sage X3', (group) => {
  let x3: X3StandIn
  const form = (more: Record<string, string> = {}) => {
    const { fingerprint, timeoutMs, ...settings } = X3_SETTINGS
    const typed = Object.fromEntries(Object.entries(settings).map(([name, value]) => [`setting_${name}`, value]))
    return { kind: 'sage_x3', name: 'X3', setting_url: x3.url, setting_preset: 'sage_x3', setting_timeoutMs: String(timeoutMs), overlap_minutes: '15', full_every_days: '7', ...typed, ...more }
  }

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    x3 = await new X3StandIn().start()
    fillX3(x3.books)
    return () => x3.stop()
  })

  test('is tested and saved, shows its mapping and tries it on live records', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const page = await client.get('/erp/connections/create?kind=sage_x3').loginAs(admin)
    for (const name of ['poolAlias', 'language', 'x3Folder', 'company', 'site', 'invoiceType']) page.assertTextIncludes(`setting_${name}`)
    const saved = await client.post('/erp/connections').loginAs(admin).form(form()).withCsrfToken().redirects(0)
    saved.assertStatus(303)

    const connection = await ErpConnection.findByOrFail('name', 'X3')
    assert.containSubset(connection.description, { name: 'Sage X3', company: 'Equipos Ibéricos S.L.', currency: 'EUR', timeZone: 'Europe/Madrid' })
    const editor = await client.get(`/erp/connections/${connection.id}/mapping`).loginAs(admin)
    editor.assertTextIncludes('&quot;publicName&quot;: &quot;BPC&quot;')
    const mapping = /<textarea[^>]*name="mapping"[^>]*>([\s\S]*?)<\/textarea>/.exec(editor.text())![1].replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&#x27;', "'").replaceAll('&#39;', "'").replaceAll('&gt;', '>').replaceAll('&lt;', '<')
    const tried = await client.post(`/erp/connections/${connection.id}/mapping/trials`).loginAs(admin).form({ mapping, entity: 'customer' }).withCsrfToken()
    tried.assertStatus(200)
    tried.assertTextIncludes('Client &amp; Co 1')
    const own = await client.put(`/erp/connections/${connection.id}/mapping`).loginAs(admin).form({ mapping }).withCsrfToken().redirects(0)
    own.assertStatus(303)
  })

  test('what is wrong is said, with the setting it lies in: {setting}')
    .with([
      { setting: 'setting_password', more: { setting_password: 'wrong' }, said: /does not admit this user/ },
      { setting: 'setting_poolAlias', more: { setting_poolAlias: 'NOPOOL' }, said: /NOPOOL/ },
      { setting: 'setting_timeZone', more: { setting_timeZone: 'Mars' }, said: /Mars/ },
      { setting: 'setting_url', more: { setting_url: 'http://127.0.0.1:9' }, said: /ECONNREFUSED/ },
      { setting: undefined, more: { setting_company: 'ZZ' }, said: /ZZ: record does not exist/ },
    ] as { setting: string | undefined; more: Record<string, string>; said: RegExp }[])
    .run(async ({ assert, client }, { setting, more, said }) => {
      const admin = await personWithRole('administrator')
      const answer = await client.post('/erp/connections').loginAs(admin).form(form(more)).header('accept', 'application/json').withCsrfToken()

      answer.assertStatus(422)
      assert.equal(answer.body().errors[0].field, setting)
      assert.match(answer.body().errors[0].message, said)
      assert.isNull(await ErpConnection.findBy('name', 'X3'))
    })
})
