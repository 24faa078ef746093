import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Actor } from '#shared/actor'
import CheckImport from '#shared/records/imports/actions/check_import'
import MapImport from '#shared/records/imports/actions/map_import'
import StartImport from '#shared/records/imports/actions/start_import'
import ReplayInstalledBase from '#installed_base/actions/replay_installed_base'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'
import { english } from '#tests/support/gadgets'
import { fileOf, verdictsOf, written } from '#tests/support/importing'
import BaseWorld from '#tests/support/installed_base/base_world'
import { actorFor, personWithRole } from '#tests/support/people'

test.group('An existing base from a file', (group) => {
  let world: BaseWorld
  let actor: Actor

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BaseWorld.build()
    actor = await actorFor(await personWithRole('administrator'))
    await world.deliver('1', '2026-01-10', { serials: ['KNOWN'] })
  })

  test('is told row by row before anything is written, and becomes items with events, counts and a later delivery', async ({ assert }) => {
    const { number } = await db.from('products').where('external_id', 'boiler').firstOrFail()
    const company = await db.from('companies').where('id', await world.companyOf('20')).firstOrFail()
    await db.table('installed_sites').insert({ name: 'Plant North', version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' })
    const rows = [
      'Product,Serial number,Company,Quantity,Ownership,Delivered on,Warranty starts on,Place,Site,Room',
      `${number},OLD-1,${company.name},1,Owned,2019-05-02,2019-06-01,Hall 3,Plant North,R12`,
      `${number},OLD-2,${company.name},1,Owned,2020-05-02,,,,`,
      `${number},KNOWN,${company.name},1,Owned,2020-05-02,,,,`,
    ]
    const started = await new StartImport().handle(INSTALLED_ITEM, await fileOf(rows.join('\n'), 'base.csv'), actor, english())
    await new MapImport().handle(INSTALLED_ITEM, started.id, { ...started.mapping!, key: null, mode: 'create' })
    await new CheckImport().handle(started.id, actor)
    const checked = await started.refresh()

    const said = await verdictsOf(checked)
    assert.deepEqual(said.slice(0, 2), ['create', 'create'])
    assert.match(said[2], /^error: .*already recorded as IB-/)
    assert.lengthOf(await db.from('installed_items'), 1)

    await written(checked, actor)
    assert.containSubset(await world.item('OLD-1'), { company_id: company.id, delivered_on: '2019-05-02', warranty_starts_on: '2019-06-01', warranty_basis: 'manual', place: 'Hall 3', room: 'R12' })
    assert.isNotNull((await world.item('OLD-1')).site_id)
    assert.deepEqual((await new ReplayInstalledBase().handle({ repairs: false })).differences, [])

    await world.deliver('2', '2026-03-01', { serials: ['OLD-2'] })
    assert.containSubset(await world.item('OLD-2'), { company_id: await world.companyOf('10'), delivered_on: '2026-03-01' })
    assert.lengthOf(await db.from('installed_items').where('serial', 'OLD-2'), 1)
  })
})
