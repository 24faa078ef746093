import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { todayIn } from '#shared/clock'
import { SOAP_PRESETS } from '#erp/connectors/configured/presets'
import { sandboxWsdl } from '#erp/connectors/sandbox/soap/sandbox_wsdl'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import ErpConnection from '#erp/models/erp_connection'
import { personWithRole } from '#tests/support/people'
import { openSandboxApi } from '#tests/support/sandbox_api'

const common = { setting_timeoutMs: '10000', overlap_minutes: '15', full_every_days: '7' }

test.group('A connection over SOAP by configuration', (group) => {
  let form: Record<string, string>

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await db.transaction((trx) => fillSandboxWorld(trx, todayIn('Europe/Madrid')))
    const { url, username, password } = await openSandboxApi('soap')
    form = { ...common, kind: 'soap', name: 'Over SOAP', setting_url: url, setting_preset: 'sandbox_soap', setting_username: username, setting_password: password }
  })

  test('an ERP is connected with a mapping of the house, and says what works', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const page = await client.get('/erp/connections/create?kind=soap').loginAs(admin)
    page.assertTextIncludes('setting_wsdl')
    const answer = await client.post('/erp/connections').loginAs(admin).form(form).withCsrfToken().redirects(0)
    answer.assertStatus(303)

    const connection = await ErpConnection.findByOrFail('name', 'Over SOAP')
    assert.containSubset(connection.description, { company: 'Equipos Ibéricos S.L.', currency: 'EUR', timeZone: 'Europe/Madrid' })
    const probed = await client.post(`/erp/connections/${connection.id}/probes`).loginAs(admin).withCsrfToken()
    probed.assertTextIncludes('Invoices are found by our reference')
    probed.assertTextIncludes('Customers: 20 read')
  })

  test('a WSDL that is pasted is kept with the connection and used', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const own = { ...form, setting_wsdl: sandboxWsdl('http://nobody.example/') }
    const answer = await client.post('/erp/connections').loginAs(admin).form(own).withCsrfToken().redirects(0)
    answer.assertStatus(303)
    const { id, settings } = await ErpConnection.findByOrFail('name', 'Over SOAP')
    assert.include(settings.wsdl, 'http://nobody.example/')

    const edited = await client.get(`/erp/connections/${id}/edit`).loginAs(admin)
    edited.assertTextIncludes('http://nobody.example/')
  })

  test('what is no WSDL is said at the address', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const wrong = { ...form, setting_url: form.setting_url.replace('soap', 'v1') }
    const answer = await client.post('/erp/connections').loginAs(admin).form(wrong).header('accept', 'application/json').withCsrfToken()

    answer.assertStatus(422)
    assert.containSubset(answer.body().errors[0], { code: 'E_CONNECTION_UNUSABLE', field: 'setting_url' })
    assert.include(answer.body().errors[0].message, 'WSDL')
  })

  test('a mapping of REST is refused for it, and its own is tried on live records', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    await client.post('/erp/connections').loginAs(admin).form(form).withCsrfToken().redirects(0)
    const { id } = await ErpConnection.findByOrFail('name', 'Over SOAP')
    const wrong = JSON.stringify({ ...JSON.parse(SOAP_PRESETS.sandbox_soap), protocol: 'rest' })
    const refused = await client.put(`/erp/connections/${id}/mapping`).loginAs(admin).form({ mapping: wrong }).withCsrfToken()
    refused.assertStatus(422)
    refused.assertTextIncludes('should be soap for this connection')

    const changed = JSON.parse(SOAP_PRESETS.sandbox_soap)
    changed.entities.order.fields.orderedOn = 'date | day(MM/dd/yyyy)'
    const tried = await client.post(`/erp/connections/${id}/mapping/trials`).loginAs(admin).form({ mapping: JSON.stringify(changed), entity: 'order' }).withCsrfToken()
    tried.assertStatus(200)
    tried.assertTextIncludes('is not a day written MM/dd/yyyy')
    tried.assertTextIncludes('&quot;your_ref&quot;')
    assert.isNull((await ErpConnection.findOrFail(id)).mapping)
  })

  test('the sandbox gives its WSDL to anybody and refuses what is no call', async ({ client }) => {
    const wsdl = await client.get('/api/sandbox/soap?wsdl')
    wsdl.assertStatus(200)
    wsdl.assertTextIncludes('<service name="SandboxService">')
    for (const body of ['', '<a/>', '<!DOCTYPE x [<!ENTITY y "z">]><Envelope><Body><company/></Body></Envelope>']) {
      const answer = await client.post('/api/sandbox/soap').header('content-type', 'text/xml').setup((request) => void request.request.send(body))
      answer.assertStatus(500)
      answer.assertTextIncludes('There is no such operation')
    }
  })
})
