import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import ErpUnavailable from '#erp/errors/erp_unavailable'
import SyncProblem from '#erp/models/sync_problem'
import { circuitOf } from '#erp/queries/circuits'
import { runHistory } from '#erp/queries/run_history'
import { withRaw } from '#erp/raw_records'
import { erpCustomer } from '#tests/support/erp_records'
import { personWhoMay, personWithRole } from '#tests/support/people'
import SyncWorld from '#tests/support/sync_world'

test.group('Sync monitor, in detail', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('a reading that met far fewer records than those before it is marked', async ({ assert, client }) => {
    const world = await SyncWorld.build()
    world.fill(60)
    for (let n = 0; n < 9; n++) await world.sync({ mode: 'full', entities: ['customer'] }, { pageSize: 100 })
    for (let n = 1; n <= 55; n++) world.erp.remove('customer', String(n).padStart(4, '0'))
    await world.sync({ mode: 'full', entities: ['customer'] }, { pageSize: 100 })

    const history = (await runHistory(world.connection.id)).get('customer')!
    assert.deepEqual(history.map(({ read }) => read), [...Array(9).fill(60), 5])
    assert.deepEqual(history.map(({ isUnusual }) => isUnusual), [...Array(9).fill(false), true])
    assert.deepEqual([history[0].bar, history[9].bar], [{ x: 0, y: 0, height: 20 }, { x: 27, y: 18, height: 2 }])

    const admin = await personWithRole('administrator')
    const page = await client.get('/erp/sync').loginAs(admin)
    page.assertTextIncludes('10 readings, 5 records in the last one, 1 unusual')
    const detail = await client.get(`/erp/connections/${world.connection.id}/entities/customer`).loginAs(admin)
    detail.assertStatus(200)
    detail.assertTextIncludes('Unusual')
    assert.notMatch(detail.text(), /translation missing: en, (erp|monitor)/)
  })

  test('an entity that is read every ten minutes and was not for an hour is late', async ({ assert, client }) => {
    const world = await SyncWorld.build()
    await world.connection.merge({ incrementalMinutes: 10 }).save()
    world.fill(1)
    await world.sync()
    const admin = await personWithRole('administrator')
    const now = await client.get('/erp/sync').loginAs(admin)
    assert.notInclude(now.text(), '>Late<')
    await db.from('sync_cursors').where('entity', 'customer').update({ completed_at: '2026-01-01 00:00:00' })
    const later = await client.get('/erp/sync').loginAs(admin)
    assert.match(later.text(), /Late\s*</)
  })

  test('an open circuit is shown with its reason, and whoever may run closes it', async ({ assert, client }) => {
    const world = await SyncWorld.build()
    world.erp.onCall = () => {
      throw new ErpUnavailable('The wire was cut')
    }
    for (let n = 0; n < 5; n++) await world.connection.connector().serverTime().catch(() => {})
    const viewer = await personWhoMay({ 'sync.view': 'all' })
    const page = await client.get('/erp/sync').loginAs(viewer)
    page.assertTextIncludes('The wire was cut. 5 failures in a row')
    assert.notInclude(page.text(), 'translation missing')
    const path = `/erp/connections/${world.connection.id}/circuit`
    const refused = await client.delete(path).loginAs(viewer).withCsrfToken().redirects(0)
    refused.assertStatus(403)

    const answer = await client.delete(path).loginAs(await personWithRole('operator')).withCsrfToken().redirects(0)
    answer.assertStatus(303)
    assert.equal((await circuitOf(world.connection.id)).state, 'closed')
  })

  test('a record that could not be kept shows what the ERP gave beside what was understood', async ({ assert, client }) => {
    const world = await SyncWorld.build()
    const readPage = world.erp.readPage.bind(world.erp)
    world.erp.readPage = async (entity, request) => {
      const page = await readPage(entity, request)
      for (const record of page.records) withRaw(record, { KUNNR: record.id, NAME1: 'as the ERP writes it' })
      return page
    }
    world.erp.put('customer', erpCustomer('0001', { name: 'x'.repeat(300) }))
    await world.sync()

    const problem = await SyncProblem.findByOrFail('externalId', '0001')
    const page = await client.get(`/erp/sync/problems/${problem.id}`).loginAs(await personWithRole('administrator'))
    page.assertTextIncludes('as the ERP writes it')
    page.assertTextIncludes('xxxxxxxx')
    assert.equal(JSON.parse(problem.mapped!).id, '0001')
  })
})
