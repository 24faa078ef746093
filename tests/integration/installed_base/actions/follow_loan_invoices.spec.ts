import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { calendarDate } from '#shared/calendar/calendar_date'
import { historyOf } from '#shared/records/change_log'
import RecordHandEntry from '#installed_base/actions/record_hand_entry'
import ReplayInstalledBase from '#installed_base/actions/replay_installed_base'
import BaseWorld from '#tests/support/installed_base/base_world'
import { actorFor, personWithRole } from '#tests/support/people'

const LOAN = { kind: 'loan' as const }
const SOLD = { ownership: 'owned', warranty_starts_on: '2026-02-05' }
const LENT = { ownership: 'loaned', warranty_starts_on: null }
const told = () => db.from('installed_item_events').whereIn('kind', ['invoiced', 'credited', 'doubted']).orderBy('id')
const differences = async () => (await new ReplayInstalledBase().handle({ repairs: false })).differences

test.group('Invoices of what is on loan', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('sell it on their day as the same item, and told twice tell nothing more', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] }, LOAN)
    const { id, code } = await world.item('SN-1')
    await world.invoice('F', '2026-02-05')
    await world.invoice('F', '2026-02-05', {}, { openCents: 0, state: 'paid' })

    assert.containSubset(await world.item('SN-1'), { id, code, ...SOLD, is_open: 1, delivered_on: '2026-01-10', review_reason: null })
    assert.lengthOf(await told(), 1)
    const [change] = await historyOf('installed_item', id)
    assert.deepEqual(change.changes.ownership, ['loaned', 'owned'])
    assert.deepEqual(await differences(), [])
  })

  test('wait for a delivery that is read after them', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.invoice('F', '2026-02-05')
    assert.isEmpty(await told())
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] }, LOAN)

    assert.containSubset(await world.item('SN-1'), SOLD)
    assert.deepEqual(await differences(), [])
  })

  test('are taken back by a credit note, or by being cancelled', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] }, LOAN)
    await world.invoice('F', '2026-02-05')
    await world.invoice('C', '2026-03-01', {}, { netCents: -10_000, creditsId: 'F' })
    assert.containSubset(await world.item('SN-1'), LENT)
    assert.deepEqual(await differences(), [])

    await world.invoice('C', '2026-03-01', {}, { netCents: -10_000, creditsId: 'F', state: 'cancelled' })
    assert.containSubset(await world.item('SN-1'), SOLD)
    await world.invoice('F', '2026-02-05', {}, { state: 'cancelled' })
    assert.containSubset(await world.item('SN-1'), LENT)
    assert.deepEqual(await differences(), [])
  })

  test('leave ordinary sales and other customers alone', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] }, LOAN)
    await world.deliver('2', '2026-02-01', { serials: ['SN-2'] })
    await world.invoice('F', '2026-02-05')
    await world.invoice('G', '2026-02-05', {}, { customerId: '20' })
    await world.invoice('H', '2026-02-05', { productId: 'filter' })

    assert.containSubset(await world.item('SN-1'), LENT)
    assert.isEmpty(await told())
  })

  test('follow a delivery that moves to another customer', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] }, LOAN)
    await world.deliver('2', '2026-02-01', { serials: ['SN-2'] })
    await world.invoice('F', '2026-02-05')
    await world.deliver('2', '2026-02-01', { serials: ['SN-2'] }, { customerId: '20' })
    assert.containSubset(await world.item('SN-1'), SOLD)

    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] }, { ...LOAN, customerId: '20' })
    assert.containSubset(await world.item('SN-1'), { ...LENT, company_id: await world.companyOf('20') })
    assert.deepEqual(await differences(), [])
  })

  test('ask a person which of several they mean, whose answer counts for all', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1', 'SN-2'] }, LOAN)
    await world.invoice('F', '2026-02-05')
    const waiting = await db.from('installed_items').where('review_reason', 'invoice_in_doubt')
    assert.lengthOf(waiting, 2)
    assert.containSubset(waiting, [LENT, LENT])
    assert.deepEqual(await differences(), [])

    const { id } = await world.item('SN-2')
    const actor = await actorFor(await personWithRole('service_desk'))
    await new RecordHandEntry().handle(id, { kind: 'bought', on: calendarDate('2026-02-05') }, calendarDate('2026-03-01'), actor)

    assert.containSubset(await world.item('SN-2'), { ...SOLD, review_reason: null })
    assert.containSubset(await world.item('SN-1'), { ...LENT, review_reason: null })
    assert.deepEqual(await differences(), [])
  })

  test('leave a warranty alone that a person set', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] }, LOAN)
    await db.from('installed_items').update({ warranty_starts_on: '2026-01-20', warranty_basis: 'manual' })
    await world.invoice('F', '2026-02-05')

    assert.containSubset(await world.item('SN-1'), { ownership: 'owned', warranty_starts_on: '2026-01-20' })
  })

  test('stay with the item whose serial number is corrected', async ({ assert }) => {
    const world = await BaseWorld.build()
    await world.deliver('1', '2026-01-10', { serials: ['SN-1'] }, LOAN)
    await world.invoice('F', '2026-02-05')
    const { id } = await world.item('SN-1')
    await world.deliver('1', '2026-01-10', { serials: ['SN-7'] }, LOAN)

    assert.containSubset(await world.item('SN-7'), { id, ...SOLD })
    assert.deepEqual(await differences(), [])
  })
})
