import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { addDays } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import DeleteRecord from '#shared/records/actions/delete_record'
import type { Values } from '#shared/records/record_type'
import WithdrawManualCharge from '#billing/actions/withdraw_manual_charge'
import { WORK_LINE } from '#service_desk/records/work_line'
import RequestDesk from '#tests/support/request_desk'

test.group('Work on a request', (group) => {
  let desk: RequestDesk
  let id: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    desk = await RequestDesk.build()
    id = (await desk.request()).id
  })

  const refused = async (work: () => Promise<unknown>): Promise<{ field?: string; message: string }> => {
    try {
      await work()
    } catch (error) {
      return { field: error.field, message: error.message }
    }
    throw new Error('It was not refused')
  }

  test('shows before the approval who would pay what, and writes nothing', async ({ assert }) => {
    const seal = await desk.part(id, '120.00')
    const hours = await desk.line(id)
    const { total, shares } = await desk.outcome(id)
    // parts 120.00 × 80 % = 96.00; labour 2.5 × 80.00 = 200.00 is not covered
    assert.deepEqual(total, { amountCents: 32_000, coveredCents: 9_600, pointsCents: 0, billableCents: 22_400 })
    assert.deepEqual(shares.get(Number(seal.id))!.payers, [{ id: String(desk.world.contractId), label: 'C-T1', cents: 9_600, points: null }])
    assert.equal(shares.get(Number(hours.id))!.billableCents, 20_000)
    assert.equal(await desk.used(), 0)
    assert.deepInclude(await desk.stored(id), { work_state: 'reported', work_cents: 32_000 })
  })

  test('approved, uses the coverage up and enters one charge for what is left of each line', async ({ assert }) => {
    await desk.part(id, '120.00')
    await desk.line(id)
    await desk.line(id, { kind: 'travel', description: 'Lleida and back', quantity: '64', unit_price: '0' })
    await desk.approve(id, (await desk.outcome(id)).seen)

    // 120.00 − 96.00 = 24.00 as one amount; 2.5 × 80.00 = 200.00; a journey given away is no charge
    const charges = await desk.charges()
    assert.deepEqual(charges.map((one) => [one.quantity, one.unit_price, Number(one.net_cents)]), [['1', '24.00', 2_400], ['2.5', '80.00', 20_000]])
    assert.deepInclude(charges[0], { state: 'open', due_on: todayIn('Europe/Madrid'), period_from: '2026-06-15', period_to: '2026-06-16', origin_type: 'service_request' })
    assert.match(String(charges[1].description), /^R-\d{6} · .+ · Sealing$/)
    assert.equal(await desk.used(), 9_600)
    const row = await desk.stored(id)
    assert.deepInclude(row, { work_state: 'approved', work_revision: 1, covered_cents: 9_600, points_cents: 0, billable_cents: 22_400 })
    assert.equal((await db.from('coverage_decisions').where('id', Number(row.coverage_decision_id)).firstOrFail()).status, 'committed')
    assert.deepEqual((await db.from('work_shares').orderBy('id')).map((one) => Number(one.covered_cents) + Number(one.points_cents) + Number(one.billable_cents) - Number(one.amount_cents)), [0, 0, 0])

    const { facts, title } = JSON.parse(String(charges[0].origin))
    assert.match(title, /^R-\d{6} The pump leaks$/)
    const told = Object.fromEntries(facts.map((fact: Values) => [fact.label, fact.value ?? fact.cents]))
    assert.deepInclude(told, { 'service_desk.origin.computed': '1 × 120.00 EUR', 'service_desk.origin.covered_by': 'C-T1 · 96.00 EUR', 'service_desk.shares.billable': 2_400 })
  })

  test('approved twice, is charged once, and the second is told who did', async ({ assert }) => {
    await desk.line(id)
    await desk.approve(id)
    assert.equal((await refused(() => desk.approve(id))).message, `${desk.actor.name} has approved this work already`)
    assert.lengthOf(await desk.charges(), 1)
    assert.equal((await refused(() => desk.line(id))).message, 'The work was approved; take the approval back before it changes')
    assert.deepInclude(await refused(() => desk.request({ installed_item_id: null }, id)), { field: 'installed_item_id' })
  })

  test('that changed since it was looked at is not approved', async ({ assert }) => {
    await desk.part(id, '120.00')
    const { seen } = await desk.outcome(id)
    // somebody else uses the limit of 500.00 up: 625.00 × 80 % = 500.00
    const { id: other } = await desk.request()
    await desk.part(other, '625.00')
    await desk.approve(other)
    assert.match((await refused(() => desk.approve(id, seen))).message, /Something has changed since you looked/)
    assert.equal((await desk.outcome(id)).total.billableCents, 12_000)
  })

  test('taken back, gives limits, points and money back to zero, and is approved anew', async ({ assert }) => {
    const seal = await desk.part(id, '120.00')
    await desk.approve(id)
    assert.deepEqual(await refused(() => desk.takeBack(id, ' ')), { field: 'reason', message: 'Say why, so that others understand it later' })
    await desk.takeBack(id, 'It was a smaller seal')

    assert.equal(await desk.used(), 0)
    assert.deepEqual((await desk.charges()).map(({ state }) => state), ['withdrawn'])
    assert.equal((await db.from('coverage_decisions').firstOrFail()).status, 'reversed')
    assert.deepInclude(await desk.stored(id), { work_state: 'reported', billable_cents: null, coverage_decision_id: null })
    assert.match((await refused(() => desk.takeBack(id))).message, /has not been approved/)

    await desk.line(id, { unit_price: '100.00' }, Number(seal.id))
    await desk.approve(id)
    // 100.00 × 20 % = 20.00
    assert.deepEqual((await desk.charges()).map((one) => [one.source_key, Number(one.net_cents), one.state]), [
      [`service_work:${seal.id}:1`, 2_400, 'withdrawn'],
      [`service_work:${seal.id}:2`, 2_000, 'open'],
    ])
    assert.equal(await desk.used(), 8_000)
  })

  test('of a points contract takes points, and gives them back to their lot', async ({ assert }) => {
    const account = await desk.payWithPoints()
    const balance = async () => Number((await db.from('point_accounts').where('id', account).firstOrFail()).balance)
    await desk.part(id, '120.00')
    assert.deepInclude((await desk.outcome(id)).total, { coveredCents: 0, pointsCents: 9_600, billableCents: 2_400 })
    await desk.approve(id)
    // a visit takes 3 and a pump 4 of the 20 points
    assert.equal(await balance(), 13)
    await desk.takeBack(id)
    assert.equal(await balance(), 20)
    assert.equal(Number((await db.from('point_lots').firstOrFail()).remaining), 20_00)
    await desk.approve(id)
    assert.equal(await balance(), 13)
  })

  test('is closed with its request only when it is approved', async ({ assert }) => {
    await desk.moves(id, 'qualify', 'assign', 'start')
    const line = await desk.line(id)
    await desk.move(id, 'solve')
    assert.equal((await refused(() => desk.move(id, 'close'))).message, 'There is reported work that nobody has approved')
    await new DeleteRecord().handle(WORK_LINE, line.id, desk.actor)
    assert.deepInclude(await desk.stored(id), { work_state: 'none', work_cents: 0 })
    await desk.move(id, 'close')
    assert.equal((await refused(() => desk.line(id))).message, 'The request is closed; open it again first')
  })

  test('its charge is changed and withdrawn by the work alone', async ({ assert }) => {
    await desk.line(id)
    await desk.approve(id)
    const [charge] = await desk.charges()
    assert.match((await refused(() => new WithdrawManualCharge().handle(charge.id, 'No', desk.actor))).message, /follows from R-/)
  })

  test('that cannot be is refused at its field, and nothing is written', async ({ assert }) => {
    const tomorrow = addDays(todayIn('Europe/Madrid'), 1)
    const part = { kind: 'part', product_id: desk.world.productId, quantity: '1' }
    const wrong: [Values, string, string | RegExp][] = [
      [{ quantity: '-2' }, 'quantity', 'A quantity is more than zero'],
      [{ unit_price: '-1' }, 'unit_price', 'A price is not below zero'],
      [{ unit_price: null }, 'unit_price', 'Enter the price of one, zero if it is given away'],
      [{ ...part, product_id: null }, 'product_id', 'Say which product was used'],
      [{ ...part, unit_price: null }, 'unit_price', 'We know no price of this product in EUR; enter one'],
      [{ ...part, serial: 'ZZ-9' }, 'serial', /We know no .+ with the serial number ZZ-9/],
      [{ ...part, serial: 'ZZ-9', quantity: '2' }, 'quantity', 'A serial number stands for one piece'],
      [{ serial: 'ZZ-9' }, 'serial', 'Only a part has a serial number'],
      [{ worked_on: tomorrow }, 'worked_on', 'Work is reported on a day that has come'],
      [{ worked_from: '9' }, 'worked_from', 'Write the time as 07:45'],
      [{ quantity: '999999999', unit_price: '999999999999' }, 'unit_price', 'This amount is too large'],
    ]
    await db.from('products').where('id', desk.world.productId).update({ list_price: null })
    for (const [more, field, message] of wrong) {
      const found = await refused(() => desk.line(id, more))
      assert.equal(found.field, field)
      if (typeof message === 'string') assert.equal(found.message, message)
      else assert.match(found.message, message)
    }
    assert.lengthOf(await db.from('work_lines'), 0)
    assert.equal((await refused(() => desk.approve(id))).message, 'There is no work to approve; report it first')
  })

  test('a part takes the price that the ERP knows, and a serial number that it delivered', async ({ assert }) => {
    await db.from('products').where('id', desk.world.productId).update({ list_price: '45.50', currency: 'EUR' })
    await db.from('installed_items').where('id', desk.world.itemId).update({ serial: 'SN-1' })
    const row = await desk.line(id, { kind: 'part', product_id: desk.world.productId, quantity: '1', unit_price: null, description: null, serial: ' sn-1' })
    assert.deepInclude(row, { unit_price: '45.50', list_cents: 4_550 })
  })
})
