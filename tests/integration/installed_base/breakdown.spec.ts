import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Actor } from '#shared/actor'
import { calendarDate } from '#shared/calendar/calendar_date'
import SaveRecord from '#shared/records/actions/save_record'
import FollowNature from '#installed_base/actions/follow_nature'
import RecordHandEntry from '#installed_base/actions/record_hand_entry'
import ReplayInstalledBase from '#installed_base/actions/replay_installed_base'
import { breakdown } from '#installed_base/queries/breakdown'
import { freshCounts, storedCounts } from '#installed_base/queries/item_counts'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'
import { countDifferences } from '#installed_base/rules/item_counts'
import BaseWorld from '#tests/support/installed_base/base_world'
import { actorFor, personWithRole } from '#tests/support/people'

const TODAY = calendarDate('2026-06-01')
const STAMPS = { version: 1, created_at: '2026-01-01 00:00:00', updated_at: '2026-01-01 00:00:00' }

test.group('Counting the base by place', (group) => {
  let world: BaseWorld
  let actor: Actor
  let site: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BaseWorld.build()
    actor = await actorFor(await personWithRole('service_desk'))
    const [id] = await db.table('installed_sites').insert({ name: 'Plant North', city: 'Iași', postal_code: '700001', country: 'RO', ...STAMPS })
    site = Number(id)
    await world.deliver('1', '2026-01-10', { serials: ['A', 'B', 'C'] })
    await world.deliver('2', '2026-01-10', { product: 'filter', quantity: '5' }, { customerId: '20' })
  })

  const question = { country: null, city: null, postcode: null, channel: null, by: 'city' as const }
  const lacking = async () => countDifferences(await storedCounts(db.connection()), await freshCounts(db.connection()))
  const entry = async (serial: string, more: object) => new RecordHandEntry().handle((await world.item(serial)).id, { on: calendarDate('2026-02-01'), ...more } as never, TODAY, actor)

  test('agrees with a fresh count whatever happens to items', async ({ assert }) => {
    const other = await world.companyOf('20')
    const steps: [string, () => Promise<unknown>][] = [
      ['a delivery', async () => undefined],
      ['a place', () => entry('A', { kind: 'moved', location: { siteId: site, building: null, floor: null, room: null, latitude: null, longitude: null } })],
      ['another holder', () => entry('B', { kind: 'transferred', companyId: other, note: 'Sold' })],
      ['an end', () => entry('C', { kind: 'scrapped', note: 'Old' })],
      ['a return', () => world.deliver('3', '2026-03-01', { product: 'filter', quantity: '5' }, { kind: 'return', customerId: '20' })],
      ['a correction on the form', async () => new SaveRecord().handle(INSTALLED_ITEM, { id: (await world.item('A')).id, values: { company_id: other } }, actor)],
      ['a registration', async () => new SaveRecord().handle(INSTALLED_ITEM, { id: null, values: { product_id: (await world.item('A')).product_id, company_id: other, serial: 'NEW', quantity: '1', ownership: 'owned', delivered_on: '2020-01-01', site_id: site } }, actor)],
      ['another nature', () => new FollowNature().handle(other, 'reseller')],
      ['a delivery cancelled', () => world.mirror('delivery', [{ ...world.delivery('1', '2026-01-10', { serials: ['A', 'B', 'C'] }), isCancelled: true }])],
    ]
    for (const [what, happen] of steps) {
      await happen()
      assert.deepEqual(await lacking(), [], what)
    }
  })

  test('is divided by country, by city or postal code, and by site', async ({ assert }) => {
    const home = await world.companyOf('10')
    await db.from('companies').where('id', home).update({ country: 'es', city: 'Reus', postal_code: '43201' })
    await db.from('companies').where('id', await world.companyOf('20')).update({ country: 'ES', city: null, postal_code: null })
    await entry('A', { kind: 'moved', location: { siteId: site, building: null, floor: null, room: null, latitude: null, longitude: null } })

    const named = async (more: object) => Object.fromEntries((await breakdown({ ...question, ...more }, actor)).map((row: any) => [row.name, row.n]))
    assert.deepEqual(await named({}), { ES: 3, RO: 1 })
    assert.deepEqual(await named({ country: 'ES' }), { 'Reus': 2, '': 1 })
    assert.deepEqual(await named({ country: 'ES', by: 'postcode' }), { '43201': 2, '': 1 })
    assert.deepEqual(await named({ country: 'RO', postcode: '700001', by: 'postcode' }), { 'Plant North': 1 })
  })

  test('counts for others what they reach, the same way', async ({ assert }) => {
    const mine = { ...actor, reach: () => 'own' as const }
    await db.from('installed_items').where('serial', 'A').update({ owner_id: actor.id })
    assert.deepEqual((await breakdown(question, mine)).map(({ n }: any) => n), [1])
  })

  test('is put right by the replay when somebody wrote behind its back', async ({ assert }) => {
    await db.from('installed_item_counts').where('company_id', await world.companyOf('10')).update({ item_count: 7 })
    assert.containSubset((await new ReplayInstalledBase().handle({ repairs: false })).differences, [{ kind: 'count_changed' }])
    await new ReplayInstalledBase().handle({ repairs: true })
    assert.deepEqual(await lacking(), [])
  })
})
