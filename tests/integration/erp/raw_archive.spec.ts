import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import { todayIn } from '#shared/clock'
import ReplayPayloads from '#erp/actions/replay_payloads'
import SyncConnection from '#erp/actions/sync_connection'
import { mappingText } from '#erp/connectors/configured/connection_mapping'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import ErpConnection from '#erp/models/erp_connection'
import { unpacked } from '#erp/payload_body'
import { openSandboxApi, presetMapping } from '#tests/support/sandbox_api'

test.group('The archive of an ERP that is connected by a mapping', (group) => {
  const day = DateTime.utc().setZone('Europe/Madrid').toISODate()!
  let connection: ErpConnection

  group.setup(() => testUtils.httpServer().start())
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    await db.transaction((trx) => fillSandboxWorld(trx, todayIn('Europe/Madrid')))
    const settings = { ...(await openSandboxApi()), timeoutMs: '10000', preset: 'sandbox_rest' }
    const facts = { name: 'Over REST', kind: 'rest', settings, isActive: true, timeZone: 'Europe/Madrid', overlapMinutes: 15, fullEveryDays: 7, archiveDays: 14 }
    connection = await ErpConnection.create(facts)
    await new SyncConnection().handle(connection.id, { mode: 'full', entities: ['customer'] })
    await connection.refresh()
  })

  test('keeps rows as the ERP wrote them, and neither key nor session', async ({ assert }) => {
    const [page] = await db.from('payload_pages').where('entity', 'customer')
    const rows = await unpacked<Record<string, unknown>[]>(page.body)
    const text = JSON.stringify(rows)

    assert.equal(page.form, 'raw')
    assert.properties(rows[0], ['no', 'code', 'vat', 'addresses'])
    for (const secret of [connection.settings.password, 'X-Session', 'x-session']) assert.notInclude(text, secret)
  })

  test('understands a day anew once the mapping is mended, without asking the ERP', async ({ assert }) => {
    const mapping = structuredClone(presetMapping('sandbox_rest'))
    mapping.entities.customer!.fields.website = { join: ['web', 'code'], with: '#' }
    await connection.merge({ mapping: JSON.stringify(mapping), settings: { ...connection.settings, url: 'http://127.0.0.1:9' } }).save()
    const count = Number((await db.from('customers').count('* as n').first()).n)

    const compared = await new ReplayPayloads(connection, 'customer').handle(day, false)
    assert.equal(compared.records, count)
    assert.equal(compared.differing, count)
    assert.property(compared.differences[0].columns, 'website')
    const applied = await new ReplayPayloads(connection, 'customer').handle(day, true)
    assert.equal(applied.applied, count)
    assert.isAbove((await db.from('companies').whereILike('website', '%#C%')).length, 0)
    assert.equal((await new ReplayPayloads(connection, 'customer').handle(day, false)).differing, 0)
  })

  test('names the records that a spoilt mapping no longer understands, and leaves them alone', async ({ assert }) => {
    const mapping = JSON.parse(mappingText(null, 'sandbox_rest'))
    mapping.entities.customer.fields.isActive = 'active'
    await connection.merge({ mapping: JSON.stringify(mapping) }).save()
    const report = await new ReplayPayloads(connection, 'customer').handle(day, true)

    assert.isAbove(report.faulty.length, 0)
    assert.match(report.faulty[0].reason, /isActive/)
    assert.equal(report.applied, 0)
  })
})
