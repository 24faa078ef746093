import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import { SYNC } from '#shared/records/change_log'
import MoveComponents from '#installed_base/actions/move_components'
import ProjectThreads from '#installed_base/actions/project_threads'
import RecordHandEntry from '#installed_base/actions/record_hand_entry'
import RecordItemEvents, { type NewEvent } from '#installed_base/actions/record_item_events'
import ReplayInstalledBase from '#installed_base/actions/replay_installed_base'
import type { Row } from '#shared/records/record_type'
import ReverseEntry from '#installed_base/actions/reverse_entry'
import BaseWorld from '#tests/support/installed_base/base_world'
import { actorFor, personWithRole } from '#tests/support/people'

const TODAY = calendarDate('2026-06-01')
const COMPONENTS = Number(process.env.COMPONENTS ?? 900)
const AT_A_TIME = 400

/** A boiler into which many others are built. */
async function structure() {
  const world = await BaseWorld.build()
  await world.deliver('1', '2026-01-10', { serials: ['A', ...Array.from({ length: COMPONENTS }, (_, at) => `P${at}`)] })
  const whole = (await world.item('A')) as Row
  const parts = await db.from('installed_items').whereNot('id', whole.id).orderBy('id')
  await db.transaction(async (trx) => {
    const events = parts.map(
      (part): NewEvent => ({
        sourceKey: `hand/${part.id}`,
        threadKey: part.thread_key as string,
        itemKey: part.item_key as string,
        kind: 'attached',
        on: calendarDate('2026-01-11'),
        isCancelled: false,
        productId: Number(part.product_id),
        serial: part.serial as string,
        companyId: Number(part.company_id),
        quantity: '1',
        place: null,
        orderLine: null,
        facts: { parentKey: whole.item_key as string },
      })
    )
    await new RecordItemEvents().handle(events, trx)
    await new ProjectThreads().handle(parts.map((part) => part.thread_key), SYNC, trx)
  })
  return { world, whole }
}

/** How many threads are held at once, at most, while something happens. */
async function mostAtOnce(happens: () => Promise<void>): Promise<number> {
  const { handle } = ProjectThreads.prototype
  let most = 0
  ProjectThreads.prototype.handle = function (threads, ...rest) {
    most = Math.max(most, [...threads].length)
    return handle.call(this, threads, ...rest)
  }
  try {
    await happens()
  } finally {
    ProjectThreads.prototype.handle = handle
  }
  return most
}

const held = async (companyId: number) => Number((await db.from('installed_items').where('company_id', companyId).count('* as n').first()).n)

test.group('Structures of many components', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('are passed on, and taken back, as a whole and a page at a time', async ({ assert }) => {
    const { world, whole } = await structure()
    const actor = await actorFor(await personWithRole('service_desk'))
    const companyId = await world.companyOf('20')
    const entry = { kind: 'transferred' as const, on: calendarDate('2026-02-01'), companyId, note: 'Sold' }

    const passing = await mostAtOnce(() => new RecordHandEntry().handle(whole.id, entry, TODAY, actor))
    assert.equal(await held(companyId), COMPONENTS + 1)

    const { id } = await db.from('installed_item_events').where({ item_key: whole.item_key, kind: 'transferred' }).firstOrFail()
    const takingBack = await mostAtOnce(() => new ReverseEntry().handle(whole, Number(id), 'Wrong company', actor))
    assert.equal(await held(companyId), 0)
    assert.isAtMost(Math.max(passing, takingBack), AT_A_TIME)
    assert.deepEqual((await new ReplayInstalledBase().handle({ repairs: false })).differences, [])
  }).timeout(300_000)

  test('go along with what a document moves, a page at a time', async ({ assert }) => {
    const { world } = await structure()

    const most = await mostAtOnce(() => world.deliver('2', '2026-02-01', { serials: ['A'] }, { customerId: '20' }))

    assert.equal(await held(await world.companyOf('20')), COMPONENTS + 1)
    assert.isAtMost(most, AT_A_TIME)
  }).timeout(300_000)

  test('are refused with a sentence, and stay where they are, when there are too many', async ({ assert }) => {
    const { world, whole } = await structure()
    const companyId = await world.companyOf('20')
    const event = { ...({ kind: 'transferred', on: '2026-02-01', quantity: '1', facts: {} } as unknown as NewEvent), companyId }

    const moving = new MoveComponents(COMPONENTS - 1).handle(whole, event, { id: null, name: null })

    await assert.rejects(() => moving, /too many components/)
    assert.equal(await held(companyId), 0)
  }).timeout(300_000)
})
