import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { todayIn } from '#shared/clock'
import { PRESETS } from '#erp/connectors/configured/presets'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import ErpConnection from '#erp/models/erp_connection'
import { personWhoMay, personWithRole } from '#tests/support/people'
import { openSandboxApi, switchFault } from '#tests/support/sandbox_api'

const changed = (change: (mapping: any) => void) => {
  const mapping = JSON.parse(PRESETS.sandbox_rest)
  change(mapping)
  return JSON.stringify(mapping)
}

test.group('The mapping of a connection', (group) => {
  let connection: ErpConnection

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await db.transaction((trx) => fillSandboxWorld(trx, todayIn('Europe/Madrid')))
    const { url, username, password } = await openSandboxApi()
    const settings = { url, username, password, preset: 'sandbox_rest', fingerprint: '', timeoutMs: '10000' }
    connection = await ErpConnection.create({ name: 'Over REST', kind: 'rest', settings, isActive: true, overlapMinutes: 15, fullEveryDays: 7, timeZone: 'UTC' })
  })

  test('an ERP is connected over REST with a mapping of the house', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const { url, username, password } = connection.settings
    const form = { kind: 'rest', name: 'Second', setting_url: url, setting_preset: 'sandbox_rest', setting_username: username, setting_password: password, setting_timeoutMs: '10000', overlap_minutes: '15', full_every_days: '7' }
    const page = await client.get('/erp/connections/create?kind=rest').loginAs(admin)
    page.assertStatus(200)

    const answer = await client.post('/erp/connections').loginAs(admin).form(form).withCsrfToken().redirects(0)

    answer.assertStatus(303)
    const { description } = await ErpConnection.findByOrFail('name', 'Second')
    assert.containSubset(description, { company: 'Equipos Ibéricos S.L.', currency: 'EUR', timeZone: 'Europe/Madrid' })
  })

  test('a changed mapping is kept once the ERP has answered with it', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const mapping = changed((one) => (one.entities.customer.fields.name = 'name | upper'))
    const answer = await client.put(`/erp/connections/${connection.id}/mapping`).loginAs(admin).form({ mapping }).withCsrfToken().redirects(0)

    answer.assertStatus(303)
    const own = await ErpConnection.findOrFail(connection.id)
    const one = await own.connector().readOne('customer', '3')
    assert.equal(one!.name, one!.name.toUpperCase())
  })

  test('what is wrong is named by its path, and nothing is kept', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const mapping = changed((one) => (one.entities.customer.fields.name = 'name | shout'))
    const answer = await client.put(`/erp/connections/${connection.id}/mapping`).loginAs(admin).form({ mapping }).withCsrfToken()

    answer.assertStatus(422)
    assert.include(answer.text(), 'entities.customer.fields.name')
    assert.include(answer.text(), 'There is no conversion &quot;shout&quot;')
    assert.isNull((await ErpConnection.findOrFail(connection.id)).mapping)
  })

  test('a mapping is tried on the first records, before and after, and not kept', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const mapping = changed((one) => (one.entities.order.fields.orderedOn = 'date | day(MM/dd/yyyy)'))
    const answer = await client.post(`/erp/connections/${connection.id}/mapping/trials`).loginAs(admin).form({ mapping, entity: 'order' }).withCsrfToken()

    answer.assertStatus(200)
    assert.include(answer.text(), 'is not a day written MM/dd/yyyy')
    assert.include(answer.text(), '&quot;your_ref&quot;')
    assert.include(answer.text(), '&quot;customerReference&quot;')
    assert.isNull((await ErpConnection.findOrFail(connection.id)).mapping)
  })

  test('the pages are there, and only for whoever may change connections', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    for (const path of ['mapping', 'edit']) {
      const answer = await client.get(`/erp/connections/${connection.id}/${path}`).loginAs(admin)
      answer.assertStatus(200)
    }
    const stranger = await personWhoMay({ 'erp_connection.view': 'all' })
    const refused = await client.put(`/erp/connections/${connection.id}/mapping`).loginAs(stranger).form({ mapping: '{}' }).withCsrfToken()
    assert.equal(refused.status(), 403)
  })

  test('trying the ERP says what works and what does not', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    await switchFault('clock_skew', 'read', { amount: 4000, times: 2 })
    const answer = await client.post(`/erp/connections/${connection.id}/probes`).loginAs(admin).withCsrfToken()

    answer.assertStatus(200)
    assert.include(answer.text(), 'Invoices are found by our reference')
    assert.match(answer.text(), /clock is [34],\d{3} s ahead/)
    assert.include(answer.text(), 'Customers: 20 read')
  })

  test('the command says the same, sentence by sentence', async ({ assert }) => {
    ace.ui.switchMode('raw')
    const command = await ace.exec('erp:describe', ['--connection=Over REST'])
    const said = command.logger.getLogs().map(({ message }) => message).join('\n')
    ace.ui.switchMode('normal')

    assert.equal(command.exitCode ?? 0, 0)
    assert.include(said, 'Invoices are found by our reference')
    assert.include(said, 'customer: 20 read')
    const unknown = await ace.exec('erp:describe', ['--connection=Nowhere'])
    assert.equal(unknown.exitCode, 1)
  })

  test('a fault is switched on and off, and a key shown once', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const fault = { kind: 'too_many', operation: 'read', percent: '50', amount: '3', times: '7' }
    const on = await client.post('/sandbox/faults').loginAs(admin).form(fault).withCsrfToken()
    on.assertStatus(200)
    assert.include(on.text(), 'Too many calls (429)')
    const { id } = await db.from('sandbox_faults').firstOrFail()
    const off = await client.delete(`/sandbox/faults/${id}`).loginAs(admin).withCsrfToken()
    off.assertStatus(200)
    assert.include(off.text(), 'Nothing goes wrong')

    const made = await client.post('/sandbox/keys').loginAs(admin).form({ username: 'robot' }).withCsrfToken()
    made.assertStatus(200)
    assert.match(made.text(), /The key of robot, shown only now: [\w-]{32}/)
  })
})
