import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import { DateTime } from 'luxon'
import { sqlInstant } from '#shared/clock'
import DeleteRecord from '#shared/records/actions/delete_record'
import SaveRecord from '#shared/records/actions/save_record'
import IndexBacklog from '#shared/search/actions/index_backlog'
import { catchUpSearch } from '#shared/search/jobs'
import { search, waitingFor } from '#shared/search/search'
import { COMPANY } from '#crm/records/company'
import { ownQueue } from '#tests/support/bell'
import { erpCustomer } from '#tests/support/erp_records'
import { actorFor, personWithRole } from '#tests/support/people'
import SyncWorld from '#tests/support/sync_world'

const MANY = 230
const STAMP = '2026-11-22T07:00:00.000Z'
const numbered = (n: number) => erpCustomer(String(n).padStart(4, '0'), { name: `Talleres ${n} Núñez`, contacts: [] })

test.group('Records read in bulk', (group) => {
  let world: SyncWorld
  let bell: ReturnType<typeof ownQueue>

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    bell = ownQueue()
    world = await SyncWorld.build()
    return bell.restore
  })

  const read = async (count: number) => {
    for (let n = 1; n <= count; n++) world.erp.put('customer', numbered(n), STAMP)
    await world.sync({ mode: 'full', entities: ['customer'] }, { pageSize: count })
  }
  const found = async (text: string) => {
    const groups = await search(await actorFor(await personWithRole('administrator')), text)
    return groups.find(({ kind }) => kind === 'company')?.items.map(({ title }) => title) ?? []
  }
  const waiting = async () => waitingFor(await actorFor(await personWithRole('administrator')))
  const words = () => db.from('search_tokens').where('kind', 'company').select('term', 'record_id').orderBy('record_id').orderBy('term')
  const companyCalled = (name: string) => db.from('companies').where('name', name).firstOrFail()

  test('are here at once, and found when the job has run', async ({ assert }) => {
    await read(MANY)

    assert.lengthOf(await db.from('companies').where('name', 'like', 'Talleres%'), MANY)
    assert.equal(await waiting(), MANY)
    assert.deepEqual(await found('talleres 117'), [])

    await bell.queue.drain()
    assert.equal(await waiting(), 0)
    assert.deepEqual(await found('talleres 117'), ['Talleres 117 Núñez'])
  })

  test('are found at once when they are few', async ({ assert }) => {
    await read(20)

    assert.equal(await waiting(), 0)
    assert.deepEqual(await found('talleres 17'), ['Talleres 17 Núñez'])
  })

  test('are found by the schedule when the bell was lost with its process', async ({ assert }) => {
    await read(MANY)
    await db.from('jobs').delete()

    await catchUpSearch.handle({ waitedMinutes: 5, turn: 0 })
    assert.equal(await waiting(), MANY)

    await db.from('search_backlog').update({ noted_at: sqlInstant(DateTime.utc().minus({ minutes: 6 })) })
    await catchUpSearch.handle({ waitedMinutes: 5, turn: 0 })
    assert.equal(await waiting(), 0)
    assert.deepEqual(await found('talleres 117'), ['Talleres 117 Núñez'])
  })

  test('have the same words however often the work is begun anew', async ({ assert }) => {
    await read(MANY)
    const notes = await db.from('search_backlog').select('*')
    await new IndexBacklog().handle()
    const once = await words()

    await db.table('search_backlog').multiInsert(notes)
    await new IndexBacklog().handle()
    assert.deepEqual(await words(), once)
    assert.equal(await waiting(), 0)
  })

  test('go on where the work stopped', async ({ assert }) => {
    for (let n = 1; n <= 1200; n++) world.erp.put('customer', numbered(n), STAMP)
    await world.sync({ mode: 'full', entities: ['customer'] }, { pageSize: 600 })

    assert.isTrue(await new IndexBacklog().handle({ forMs: 0 }))
    assert.equal(await waiting(), 600)
    assert.isFalse(await new IndexBacklog().handle())
    assert.deepEqual(await found('talleres 1117'), ['Talleres 1117 Núñez'])
  })

  test('are found under what a person wrote meanwhile, and not when it was deleted', async ({ assert }) => {
    await read(MANY)
    const actor = await actorFor(await personWithRole('administrator'))
    const [edited, deleted] = [await companyCalled('Talleres 1 Núñez'), await companyCalled('Talleres 2 Núñez')]
    await db.from('companies').whereIn('id', [edited.id, deleted.id]).update({ customer_id: null, status: 'prospect' })
    await new SaveRecord().handle(COMPANY, { id: edited.id, values: { name: 'Zapatería Ortiz' } }, actor)
    assert.deepEqual(await found('zapateria'), ['Zapatería Ortiz'])
    await new DeleteRecord().handle(COMPANY, deleted.id, actor)

    await new IndexBacklog().handle()
    assert.deepEqual(await found('zapateria'), ['Zapatería Ortiz'])
    assert.lengthOf(await db.from('search_tokens').where({ kind: 'company', record_id: deleted.id }), 0)
  })

  test('of which many changed are found under their new words later, and under the old ones until then', async ({ assert }) => {
    await read(MANY)
    await new IndexBacklog().handle()
    for (let n = 1; n <= MANY; n++) world.erp.put('customer', { ...numbered(n), name: `Astilleros ${n}` }, '2026-11-22T07:30:00.000Z')
    await world.sync({ mode: 'full', entities: ['customer'] }, { pageSize: MANY })

    assert.deepEqual(await found('astilleros 117'), [])
    await bell.queue.drain()
    assert.deepEqual(await found('astilleros 117'), ['Astilleros 117'])
    assert.deepEqual(await found('talleres 117'), [])
  })
})
