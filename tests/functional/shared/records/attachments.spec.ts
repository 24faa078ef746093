import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import type { ApiClient } from '@japa/api-client'
import { test } from '@japa/runner'
import LockAttachment from '#shared/attachments/actions/lock_attachment'
import Attachment from '#shared/attachments/models/attachment'
import { attachmentsOf } from '#shared/attachments/queries/attachments_of'
import type User from '#identity/models/user'
import SaveRecord from '#shared/records/actions/save_record'
import { recordType } from '#shared/records/registry'
import type { Row } from '#shared/records/record_type'
import { actorFor, personWhoMay } from '#tests/support/people'

const CLERK = { 'company.view': 'all', 'company.edit': 'all' } as const
const PDF = Buffer.from('%PDF-1.7\nfirst\n%%EOF')

test.group('Files kept with a record', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  let company: Row
  let clerk: User
  const newCompany = async (name: string) =>
    new SaveRecord().handle(recordType('company'), { id: null, values: { name, status: 'prospect' } }, await actorFor(clerk))
  group.each.setup(async () => {
    clerk = await personWhoMay({ ...CLERK, 'company.create': 'all' })
    company = await newCompany('Molina SL')
  })

  const address = () => `/crm/companies/${company.id}`
  const send = (client: ApiClient, content: Buffer, { title = 'Audit', name = 'audit.pdf', kind = 'certificate', user = clerk } = {}) =>
    client.post(`${address()}/attachments`).loginAs(user).withCsrfToken().redirects(0).fields({ kind, title }).file('file', content, { filename: name })
  const documents = () => attachmentsOf('company', company.id)

  test('keeps versions of one document, gives each back as it came, and stores equal contents once', async ({ assert, client }) => {
    const first = await send(client, PDF)
    first.assertStatus(303)
    await send(client, PDF)
    const [document] = await documents()
    assert.containsSubset(document, { kind: 'certificate', title: 'Audit', isLocked: false })
    assert.deepEqual(document.versions.map(({ version }) => version), [2, 1])
    assert.equal((await db.from('stored_files').count('* as total').first()).total, 1)

    const file = await client.get(`${address()}/attachments/${document.versions[1].id}`).loginAs(clerk)
    file.assertStatus(200)
    file.assertHeader('content-type', 'application/pdf')
    assert.match(file.header('content-disposition')!, /^attachment; filename="?audit\.pdf/)
    assert.equal(Buffer.from(file.body()).toString(), PDF.toString())

    const page = await client.get(address()).loginAs(clerk)
    assert.include(page.text(), 'audit.pdf')
  })

  test('refuses what it does not keep, with the field and the reason, and keeps nothing', async ({ assert, client }) => {
    for (const [content, sentence] of [
      [Buffer.alloc(0), 'empty'],
      [Buffer.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), 'Such a file is not kept here'],
      [Buffer.alloc(10_000_001, 'a'), 'larger than 10 MB'],
    ] as const) {
      const answer = await send(client, content, { name: 'program.pdf' }).header('accept', 'application/json')
      answer.assertStatus(422)
      assert.include(JSON.stringify(answer.body()), sentence)
    }
    const kind = await send(client, PDF, { kind: 'recipe' }).header('accept', 'application/json')
    kind.assertStatus(422)
    assert.isEmpty(await documents())
    assert.isNull(await db.from('stored_files').first())
  })

  test('a locked document takes no other version and is not removed', async ({ assert, client }) => {
    await send(client, PDF)
    const [document] = await documents()
    await new LockAttachment().handle(await Attachment.findOrFail(document.versions[0].id))

    const again = await send(client, PDF).header('accept', 'application/json')
    again.assertStatus(422)
    assert.include(JSON.stringify(again.body()), 'locked')
    const removal = await client.delete(`${address()}/attachments/${document.versions[0].id}`).loginAs(clerk).withCsrfToken().header('accept', 'application/json')
    removal.assertStatus(422)
    assert.lengthOf((await documents())[0].versions, 1)
  })

  test('a removed file is gone from the page and named in the history', async ({ assert, client }) => {
    await send(client, PDF)
    const [{ versions }] = await documents()
    await client.delete(`${address()}/attachments/${versions[0].id}`).loginAs(clerk).withCsrfToken().redirects(0)

    assert.isEmpty(await documents())
    const file = await client.get(`${address()}/attachments/${versions[0].id}`).loginAs(clerk)
    file.assertStatus(404)
    const history = await client.get(`${address()}/history`).loginAs(clerk)
    assert.include(history.text(), 'Audit v1')
  })

  test('who may not edit the record adds nothing, and another record does not give its file away', async ({ client }) => {
    const reader = await personWhoMay({ 'company.view': 'all' })
    const refused = await send(client, PDF, { user: reader })
    refused.assertStatus(403)
    await send(client, PDF)
    const [{ versions }] = await documents()
    const other = await newCompany('Serra SL')
    const stray = await client.get(`/crm/companies/${other.id}/attachments/${versions[0].id}`).loginAs(clerk)
    stray.assertStatus(404)
  })
})
