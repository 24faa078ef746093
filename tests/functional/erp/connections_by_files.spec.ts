import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { fileRoots } from '#config/erp'
import { LOCAL_FILES } from '#erp/connectors/files/files_language'
import ErpConnection from '#erp/models/erp_connection'
import FolderErp from '#tests/support/folder_erp'
import SftpServer from '#tests/support/sftp_server'
import { personWithRole } from '#tests/support/people'

test.group('A connection by files', (group) => {
  let house: FolderErp

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    house = await new FolderErp(await mkdtemp(join(tmpdir(), 'screen-erp-'))).start()
    fileRoots.push(house.folder)
    return async () => {
      fileRoots.splice(fileRoots.indexOf(house.folder), 1)
      await house.stop()
    }
  })

  const form = (more: Record<string, string> = {}) => ({
    ...{ kind: 'files', name: 'By files', setting_folder: house.folder, setting_preset: 'one_folder', setting_answerSeconds: '1' },
    ...{ overlap_minutes: '15', full_every_days: '7', incremental_minutes: '1', is_active: '1' },
    ...more,
  })

  test('is tested and saved on the screen, tried, and its mapping changed', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    for (const kind of ['files', 'sftp']) {
      const page = await client.get(`/erp/connections/create?kind=${kind}`).loginAs(admin)
      page.assertStatus(200)
      assert.notInclude(page.text(), 'erp.settings.')
    }
    const saved = await client.post('/erp/connections').loginAs(admin).form(form()).withCsrfToken().redirects(0)
    saved.assertStatus(303)
    const connection = await ErpConnection.findByOrFail('name', 'By files')
    assert.containSubset(connection.description, { company: 'Our company', timeZone: 'Europe/Madrid' })
    const probed = await client.post(`/erp/connections/${connection.id}/probes`).loginAs(admin).withCsrfToken()
    assert.include(probed.text(), 'Customers: 3 read')

    const mapping = JSON.parse(LOCAL_FILES.language.presets.one_folder)
    mapping.entities.customer.fields.name = { jsonata: '$uppercase(Name) & " (" & $count(addresses) & ")"' }
    const tried = await client.post(`/erp/connections/${connection.id}/mapping/trials`).loginAs(admin).form({ mapping: JSON.stringify(mapping), entity: 'customer' }).withCsrfToken()
    tried.assertStatus(200)
    assert.include(tried.text(), 'TALLERES ÑANDÚ 1 (1)')

    mapping.entities.customer.fields.name = { jsonata: '$uppercase(' }
    const wrong = await client.put(`/erp/connections/${connection.id}/mapping`).loginAs(admin).form({ mapping: JSON.stringify(mapping) }).withCsrfToken()
    wrong.assertStatus(422)
    assert.include(wrong.text(), 'entities.customer.fields.name')
    assert.match(wrong.text(), /at character \d+ of the expression/)
  })

  test('a folder outside those of the installation is refused, and nothing is saved', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const answer = await client.post('/erp/connections').loginAs(admin).form(form({ setting_folder: '/etc' })).header('accept', 'application/json').withCsrfToken()

    answer.assertStatus(422)
    assert.include(answer.body().errors[0].message, 'must lie inside one of those that this installation allows')
    assert.equal(answer.body().errors[0].field, 'setting_folder')
    assert.isNull(await ErpConnection.findBy('name', 'By files'))
  })

  test('over SFTP: the first test names the server’s key, and with it the connection is saved', async ({ assert, client }) => {
    const admin = await personWithRole('administrator')
    const server = await new SftpServer(house.folder, { username: 'annexa', password: 'secret' }).start()
    const sftp = { kind: 'sftp', setting_host: '127.0.0.1', setting_port: String(server.port), setting_username: 'annexa', setting_password: 'secret', setting_folder: '/', setting_timeoutMs: '5000' }
    const post = (hostKey: string) => client.post('/erp/connections').loginAs(admin).form(form({ ...sftp, setting_hostKey: hostKey })).header('accept', 'application/json').withCsrfToken().redirects(0)

    const unknown = await post('')
    unknown.assertStatus(422)
    assert.equal(unknown.body().errors[0].field, 'setting_hostKey')
    assert.include(unknown.body().errors[0].message, server.fingerprint)
    const known = await post(server.fingerprint)
    known.assertStatus(303)
    assert.equal((await ErpConnection.findByOrFail('name', 'By files')).kind, 'sftp')
    await server.stop()
  })
})
