import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { currentQueue } from '#shared/queue/queue'
import type { ApiClient } from '@japa/api-client'
import type User from '#identity/models/user'
import { fileOf } from '#tests/support/importing'
import { personWhoMay, personWithRole } from '#tests/support/people'

const IMPORTS = '/crm/companies/imports'
const FULL = { 'company.view': 'all', 'company.create': 'all', 'company.edit': 'all', 'company.import': 'own' } as const

const upload = async (client: ApiClient, user: User, content: string | Buffer, name = 'companies.csv') =>
  client.post(IMPORTS).loginAs(user).withCsrfToken().redirects(0).file('file', (await fileOf(content, name)).path)

const press = (client: ApiClient, user: User, path: string, form: object = {}) =>
  client.post(path).loginAs(user).withCsrfToken().redirects(0).form(form)

test.group('Pages of imports', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('lead from the file over the dry run to the records and back', async ({ assert, client }) => {
    const clerk = await personWhoMay(FULL)
    ;(await client.get(`${IMPORTS}/new`).loginAs(clerk)).assertTextIncludes('100,000 rows')
    const uploaded = await upload(client, clerk, 'Name;Tax id;City\nMolina SL;B1;Reus\nVidal SA;B2;Vic\n;B3;\n')
    uploaded.assertStatus(303)
    const address = uploaded.header('location')!
    const mapping = await client.get(address).loginAs(clerk)
    mapping.assertTextIncludes('Molina SL')

    const form = { columns: ['name', 'tax_id', 'city'], key: 'tax_id', mode: 'both', decimalSign: ',', dayOrder: 'dmy', clearsEmpty: '0' }
    ;(await press(client, clerk, `${address}/check`, form)).assertStatus(303)
    assert.lengthOf(await db.from('companies'), 0)
    const dry = await client.get(address).loginAs(clerk)
    dry.assertTextIncludes('Import 2 rows')
    dry.assertTextIncludes('is needed')
    const report = await client.get(`${address}/report`).loginAs(clerk)
    assert.match(report.text(), /4,Error,,.+needed/)

    await press(client, clerk, `${address}/writing`)
    assert.sameMembers((await db.from('companies')).map(({ name }) => name), ['Molina SL', 'Vidal SA'])
    ;(await client.get(address).loginAs(clerk)).assertTextIncludes('Take the import back')
    await press(client, clerk, `${address}/reversal`)
    assert.lengthOf(await db.from('companies'), 0)
    ;(await client.get(address).loginAs(clerk)).assertTextIncludes('Taken back')
  })

  test('a long file goes on in the background while its page shows how far it is', async ({ assert, client }) => {
    const clerk = await personWhoMay(FULL)
    const lines = Array.from({ length: 230 }, (_, i) => `Company ${i};B${i}`)
    const address = (await upload(client, clerk, `Name;Tax id\n${lines.join('\n')}\n`)).header('location')!
    const form = { columns: ['name', 'tax_id'], key: 'tax_id', mode: 'both', decimalSign: ',', dayOrder: 'dmy', clearsEmpty: '0' }
    await press(client, clerk, `${address}/check`, form)
    const running = await client.get(address).loginAs(clerk)
    running.assertTextIncludes('up-poll')
    await press(client, clerk, `${address}/writing`)
    assert.equal((await db.from('imports').first()).state, 'checking')

    await currentQueue().drain()
    await press(client, clerk, `${address}/writing`)
    await currentQueue().drain()
    assert.deepEqual(await db.from('companies').count('* as total'), [{ total: 230 }])
  })

  test('a file that is no table is refused with a sentence that says what it is', async ({ assert, client }) => {
    const clerk = await personWhoMay(FULL)
    const strangers: [string, string | Buffer][] = [
      ['PDF', Buffer.from('%PDF-1.7 ...')],
      ['old format', Buffer.from('d0cf11e0a1b11ae1000000', 'hex')],
      ['damaged', Buffer.from('504b0304000000000000', 'hex')],
      ['not text', Buffer.from([65, 0, 66, 0, 0, 1])],
      ['empty', ''],
      ['no row', 'Name;City\n'],
      ['damaged', 'Name;City\n"never closed;Reus\n'],
    ]
    for (const [sentence, content] of strangers) {
      const answer = await upload(client, clerk, content, 'companies.xlsx')
      answer.assertStatus(422)
      answer.assertTextIncludes(sentence)
    }
    assert.lengthOf(await db.from('imports'), 0)
  })

  test('a file that is too large is refused with a sentence', async ({ client }) => {
    const clerk = await personWhoMay(FULL)
    for (const megabytes of [21, 27]) {
      const answer = await upload(client, clerk, Buffer.alloc(megabytes * 1024 * 1024, 'a;b\n'))
      answer.assertStatus(422)
      answer.assertTextIncludes('20')
    }
  })

  test('a mapping that cannot work is refused', async ({ assert, client }) => {
    const clerk = await personWhoMay(FULL)
    const address = (await upload(client, clerk, 'Name;City\nMolina;Reus\n')).header('location')!
    const form = { columns: ['name', 'city'], mode: 'both', decimalSign: ',', dayOrder: 'dmy', clearsEmpty: '0' }
    for (const wrong of [{ columns: ['', ''], mode: 'create' }, { columns: ['name', 'name'], mode: 'create' }, { key: 'tax_id' }, { columns: ['', 'city'], mode: 'create' }, { columns: ['owner', 'x'] }]) {
      await press(client, clerk, `${address}/check`, { ...form, ...wrong })
      assert.equal((await db.from('imports').first()).state, 'mapping')
    }
    await press(client, clerk, `${address}/writing`)
    assert.equal((await db.from('imports').first()).state, 'mapping')
  })

  test('belong to whoever brought the file, and to nobody without the permission', async ({ client }) => {
    const [clerk, colleague] = [await personWhoMay(FULL), await personWhoMay(FULL)]
    const address = (await upload(client, clerk, 'Name\nMolina\n')).header('location')!
    ;(await client.get(address).loginAs(colleague)).assertStatus(404)
    ;(await client.get(address).loginAs(await personWithRole('administrator'))).assertStatus(200)
    ;(await client.get(address).loginAs(await personWhoMay({ 'company.view': 'all' }))).assertStatus(403)
  })
})
