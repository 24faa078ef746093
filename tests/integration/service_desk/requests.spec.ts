import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { todayIn } from '#shared/clock'
import { addDays } from '#shared/calendar/calendar_date'
import type { Row, Values } from '#shared/records/record_type'
import { actorFor, person, personWithRole } from '#tests/support/people'
import RequestDesk from '#tests/support/request_desk'

const AT = '2026-01-01 00:00:00'
const STAMPS = { version: 1, created_at: AT, updated_at: AT }

test.group('Service requests', (group) => {
  let desk: RequestDesk

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => void (desk = await RequestDesk.build()))

  const refused = async (work: () => Promise<unknown>): Promise<{ field?: string; message: string }> => {
    try {
      await work()
    } catch (error) {
      return { field: error.field, message: error.message }
    }
    throw new Error('It was not refused')
  }
  const events = (id: number): Promise<Row[]> => db.from('service_request_events').where('service_request_id', id).orderBy('id')

  test('a new one has a number, a moment in the zone of who took it, and a history that begins', async ({ assert }) => {
    const row = await desk.request()
    assert.match(String(row.number), /^R-\d{6}$/)
    assert.deepInclude(row, { status: 'new', work_state: 'none', assignee_id: null, currency: 'EUR' })
    // 10:30 in Madrid in June is 08:30 in UTC
    const [event] = await events(row.id)
    assert.deepInclude(event, { move: 'open', from_status: null, to_status: 'new', severity: '2', user_name: desk.actor.name })
    assert.equal(await hourOf('service_request_events', 'happened_at', event.id), '2026-06-15 08:30:00')
    assert.equal(await hourOf('service_requests', 'received_at', row.id), '2026-06-15 08:30:00')
  })

  test('goes its way with who, when and why, and is found where it stands', async ({ assert }) => {
    const { id } = await desk.request()
    const technician = await personWithRole('technician')
    await desk.move(id, 'qualify')
    await desk.move(id, 'assign', { assigneeId: technician.id })
    const [notice] = await db.from('notifications').where('user_id', technician.id)
    assert.equal(notice.href, `/service-desk/requests/${id}`)
    await desk.moves(id, 'start', 'wait')
    assert.deepInclude(await desk.stored(id), { status: 'waiting', waiting_for: 'part', assignee_id: technician.id })
    await desk.move(id, 'resume')
    await desk.move(id, 'solve', { reason: 'New seal' })
    assert.deepInclude(await desk.stored(id), { status: 'solved', waiting_for: null, solution: 'New seal', is_open: 0 })
    await desk.moves(id, 'close', 'reopen')
    assert.deepInclude(await desk.stored(id), { status: 'in_progress', closed_at: null, is_open: 1 })
    assert.deepEqual((await events(id)).map(({ move, to_status: to, reason }) => [move, to, reason]).slice(3), [
      ['start', 'in_progress', 'As agreed'],
      ['wait', 'waiting', 'As agreed'],
      ['resume', 'in_progress', 'As agreed'],
      ['solve', 'solved', 'New seal'],
      ['close', 'closed', 'As agreed'],
      ['reopen', 'in_progress', 'As agreed'],
    ])
  })

  test('another severity stands in the history too', async ({ assert }) => {
    const { id } = await desk.request()
    await desk.request({ severity: '1' }, id)
    assert.deepInclude((await events(id)).at(-1), { move: 'reclassify', severity: '1', to_status: 'new' })
  })

  test('a move that is not possible says why, and nothing is written', async ({ assert }) => {
    const { id } = await desk.request({ installed_item_id: null })
    assert.deepEqual(await refused(() => desk.move(id, 'qualify')), { field: undefined, message: 'Say first which item or which skill it is about' })
    assert.match((await refused(() => desk.move(id, 'start'))).message, /cannot be done as the request stands now/)
    await desk.request({ installed_item_id: desk.world.itemId }, id)
    await desk.move(id, 'qualify')
    assert.deepEqual(await refused(() => desk.move(id, 'assign', { assigneeId: null })), { field: 'assignee_id', message: 'Say who is to do it' })
    const stranger = await person()
    assert.deepEqual(await refused(() => desk.move(id, 'assign', { assigneeId: stranger.id })), { field: 'assignee_id', message: 'This person does not work on requests' })
    await desk.moves(id, 'assign', 'start')
    assert.equal((await refused(() => desk.move(id, 'wait', { waitingFor: null }))).field, 'waiting_for')
    assert.deepEqual(await refused(() => desk.move(id, 'solve', { reason: ' ' })), { field: 'reason', message: 'Say what solved it, so that others find it later' })
    assert.equal((await desk.stored(id)).status, 'in_progress')
    assert.lengthOf(await events(id), 4)
  })

  test('everything on it is of one customer, in its currency, and has happened', async ({ assert }) => {
    const { world } = desk
    const [otherId] = await db.table('companies').insert({ name: 'Other', status: 'prospect', is_blocked: false, ...STAMPS })
    const [contactId] = await db.table('contacts').insert({ company_id: otherId, last_name: 'Else', ...STAMPS })
    const itemId = await world.item('IB-OTHER', { company_id: otherId })
    const contractId = await world.contract({ company_id: otherId })
    const dollars = await world.contract({ currency: 'USD' })
    const wrong: [Values, string, string][] = [
      [{ installed_item_id: itemId }, 'installed_item_id', 'This item stands with another company'],
      [{ contact_id: contactId }, 'contact_id', 'This contact belongs to another company'],
      [{ service_contract_id: contractId }, 'service_contract_id', 'This contract belongs to another company'],
      [{ currency: 'EURO' }, 'currency', 'This is not the code of a currency; write it like EUR'],
      [{ currency: 'EUR', service_contract_id: dollars }, 'currency', 'The contract is invoiced in USD'],
      [{ received_on: addDays(todayIn('Europe/Madrid'), 2) }, 'received_on', 'This lies on a day that has come'],
      [{ received_time: '25:00' }, 'received_time', 'Write the time as 07:45'],
    ]
    for (const [more, field, message] of wrong) assert.deepEqual(await refused(() => desk.request(more)), { field, message })
    assert.lengthOf(await db.from('service_requests'), 0)

    // an item that was passed on since stays on its request, and is not named anew
    const known = await desk.request()
    await db.from('installed_items').where('id', world.itemId).update({ company_id: otherId })
    await desk.request({ severity: '4' }, known.id)
    assert.equal((await refused(() => desk.request())).field, 'installed_item_id')

    // a prospect may ask too
    const { id } = await desk.request({ company_id: otherId, installed_item_id: itemId })
    assert.equal(Number((await desk.stored(id)).company_id), Number(otherId))
  })

  test('a technician works on own requests only', async ({ assert }) => {
    const technician = await actorFor(await personWithRole('technician'))
    const { id } = await desk.request()
    const strange = new RequestDesk(desk.world, technician)
    await assert.rejects(() => strange.line(id), /service_request\.work/)
    await desk.move(id, 'qualify')
    await desk.move(id, 'assign', { assigneeId: technician.id })
    assert.equal(Number((await strange.line(id)).person_id), technician.id)
  })
})

/** An instant of a row as text, as both databases write it. */
async function hourOf(table: string, column: string, id: unknown): Promise<string> {
  const row = await db.from(table).where('id', id as number).select(column).firstOrFail()
  const at = row[column]
  return at instanceof Date ? at.toISOString().slice(0, 19).replace('T', ' ') : String(at)
}
