import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { DateTime } from 'luxon'
import ClearPayloads from '#erp/actions/clear_payloads'
import ReplayPayloads from '#erp/actions/replay_payloads'
import RunPayloadReplay from '#erp/actions/run_payload_replay'
import StartReplay from '#erp/actions/start_replay'
import { unpacked } from '#erp/payload_body'
import { erpCustomer } from '#tests/support/erp_records'
import BindingWorld from '#tests/support/binding_world'

const day = DateTime.utc().setZone('Europe/Madrid').toISODate()!

test.group('The archive of what the ERP delivered', (group) => {
  let world: BindingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BindingWorld.build()
  })

  const pages = () => db.from('payload_pages').where('entity', 'customer').orderBy('id')
  const replay = (applies = false, of = day) => new ReplayPayloads(world.connection, 'customer').handle(of, applies)

  test('keeps each page compressed, as it was delivered, without any credentials', async ({ assert }) => {
    await world.connection.merge({ settings: { password: 'a secret of ours' } }).save()
    const [page, ...more] = await pages()
    const content = await unpacked<{ id: string; name: string }[]>(page.body)

    assert.isEmpty(more)
    assert.include(page, { received_on: day, form: 'mapped', records: 1 })
    assert.include(content[0], { id: '10', name: 'Talleres Núñez' })
    assert.notInclude(JSON.stringify(content), 'a secret of ours')
    assert.isBelow(page.bytes, JSON.stringify(content).length)
  })

  test('says that nothing differs while nothing does, and asks the ERP nothing', async ({ assert }) => {
    world.erp.calls.length = 0
    const report = await replay(true)

    assert.containSubset(report, { pages: 1, records: 1, same: 1, differing: 0, applied: 0 })
    assert.isEmpty(world.erp.calls)
  })

  test('names what differs field by field, and puts it right only when told to', async ({ assert }) => {
    await db.from('customers').where('external_id', '10').update({ name: 'Spoiled', payload_hash: 'x'.repeat(43) })

    const compared = await replay()
    assert.containSubset(compared.differences, [{ id: '10', kind: 'differs', columns: { name: ['Spoiled', 'Talleres Núñez'] } }])
    assert.equal((await db.from('customers').where('external_id', '10').firstOrFail()).name, 'Spoiled')

    const applied = await replay(true)
    assert.equal(applied.applied, 1)
    assert.equal((await db.from('customers').where('external_id', '10').firstOrFail()).name, 'Talleres Núñez')
    assert.equal((await replay()).differing, 0)
  })

  test('never puts an older day over a newer one', async ({ assert }) => {
    await db.from('payload_pages').update({ received_on: '2026-01-01' })
    world.erp.change('10', { name: 'Renamed since' })
    await world.sync()
    const report = await replay(true, '2026-01-01')

    assert.containSubset(report, { records: 1, superseded: 1, differing: 0, applied: 0 })
    assert.equal((await world.company()).name, 'Renamed since')
  })

  test('brings back a record that is missing here, with its company', async ({ assert }) => {
    world.erp.set(erpCustomer('11'))
    await world.sync()
    const { id } = await db.from('customers').where('external_id', '11').firstOrFail()
    const { id: companyId } = await db.from('companies').where('customer_id', id).firstOrFail()
    await db.from('contacts').where('company_id', companyId).delete()
    await db.from('companies').where('customer_id', id).delete()
    for (const table of ['customer_contacts', 'customer_addresses']) await db.from(table).where('customer_id', id).delete()
    await db.from('customers').where('id', id).delete()

    const report = await replay(true)
    assert.containSubset(report.differences, [{ id: '11', kind: 'missing' }])
    assert.equal((await db.from('companies').where('number', 'C11').firstOrFail()).status, 'customer')
  })

  test('is emptied of what is older than the days it is kept', async ({ assert }) => {
    await db.from('payload_pages').update({ received_on: '2026-01-01' })
    await new ClearPayloads().handle(DateTime.fromISO('2026-01-15T12:00:00Z'))
    assert.lengthOf(await pages(), 1)
    await new ClearPayloads().handle(DateTime.fromISO('2026-01-16T12:00:00Z'))
    assert.isEmpty(await pages())
  })

  test('keeps nothing where 0 days are set', async ({ assert }) => {
    await db.from('payload_pages').delete()
    await world.connection.merge({ archiveDays: 0 }).save()
    await world.sync()
    assert.isEmpty(await pages())
  })

  test('a replay that somebody asked for keeps its report', async ({ assert }) => {
    const asked = await new StartReplay().handle(world.connection.id, { entity: 'customer', day, applies: false }, null)
    const done = await new RunPayloadReplay().handle(asked.id)

    assert.equal(done.state, 'done')
    assert.containSubset(done.report, { records: 1, same: 1 })
  })
})
