import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Actor } from '#shared/actor'
import { calendarDate } from '#shared/calendar/calendar_date'
import RecordHandEntry, { type HandEntry } from '#installed_base/actions/record_hand_entry'
import ReplayInstalledBase from '#installed_base/actions/replay_installed_base'
import ReverseEntry from '#installed_base/actions/reverse_entry'
import BaseWorld from '#tests/support/installed_base/base_world'
import { actorFor, personWithRole } from '#tests/support/people'

const TODAY = calendarDate('2026-06-30')

test.group('Splitting a quantity', (group) => {
  let actor: Actor
  let world: BaseWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    actor = await actorFor(await personWithRole('service_desk'))
    world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { product: 'filter', quantity: '5' })
  })

  const items = () => db.from('installed_items').orderBy('id')
  const record = async (entry: Partial<HandEntry> & Pick<HandEntry, 'kind'>) => {
    const [whole] = await items()
    await new RecordHandEntry().handle(whole.id, { on: calendarDate('2026-02-01'), ...entry }, TODAY, actor)
  }
  const differences = async () => (await new ReplayInstalledBase().handle({ repairs: false })).differences

  test('makes an item of its own, which stands elsewhere; returns still find all of it', async ({ assert }) => {
    await db.from('installed_items').update({ lot: 'L-7', warranty_starts_on: '2026-01-20', warranty_basis: 'manual' })
    await record({ kind: 'split', quantity: '2', place: 'Hall 3' })
    const [whole, part] = await items()
    assert.equal(whole.quantity, '3')
    assert.containSubset(part, { quantity: '2', place: 'Hall 3', company_id: whole.company_id, delivered_on: '2026-01-10', lot: 'L-7', warranty_starts_on: '2026-01-20' })

    await world.deliver('2', '2026-03-01', { product: 'filter', quantity: '4' }, { kind: 'return' })
    assert.deepEqual((await items().where('is_open', true)).map(({ quantity }) => quantity), ['1'])
    assert.deepEqual(await differences(), [])
  })

  test('leaves something of the item, and never touches a serial number', async ({ assert }) => {
    await assert.rejects(() => record({ kind: 'split', quantity: '5' }), /something of the item must be left/)
    await assert.rejects(() => record({ kind: 'split' }), /something of the item must be left/)
  })

  test('is taken back as long as nothing happened to the part', async ({ assert }) => {
    await record({ kind: 'split', quantity: '2' })
    const split = await db.from('installed_item_events').where('kind', 'split').firstOrFail()
    const [whole, part] = await items()
    await new ReverseEntry().handle(whole, Number(split.id), 'Mistyped', actor)
    assert.deepEqual((await items()).map(({ status, quantity }) => [status, quantity]), [['delivered', '5'], ['voided', '0']])
    assert.deepEqual(await differences(), [])

    await record({ kind: 'split', quantity: '2' })
    const again = (await items()).at(-1)
    assert.notEqual(again.id, part.id)
    await new RecordHandEntry().handle(again.id, { kind: 'moved', place: 'Hall 9', on: calendarDate('2026-02-05') }, TODAY, actor)
    const second = await db.from('installed_item_events').where({ kind: 'split', is_cancelled: false }).orderBy('id', 'desc').firstOrFail()
    await assert.rejects(() => new ReverseEntry().handle(whole, Number(second.id), 'Mistyped', actor), /later day would become impossible/)
  })
})
