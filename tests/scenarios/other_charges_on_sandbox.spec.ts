import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { todayIn } from '#shared/clock'
import { currentQueue } from '#shared/queue/queue'
import SaveRecord from '#shared/records/actions/save_record'
import BeginPosting from '#billing/actions/begin_posting'
import RequestCredits from '#billing/actions/request_credits'
import { creditableLines } from '#billing/queries/creditable_lines'
import { MANUAL_CHARGE } from '#billing/records/manual_charge'
import Ring from '#tests/scenarios/ring'
import { ownQueue } from '#tests/support/bell'
import SandboxOffice from '#tests/support/offices/sandbox_office'

test.group('Other charges and credits on the sandbox ERP', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => ownQueue().restore)

  test('a charge entered by hand reaches the ERP, and so does the credit of a part of it, behind its invoice', async ({ assert }) => {
    const office = new SandboxOffice()
    const ring = new Ring(office, assert)
    await ring.begin()
    const company = await db.from('companies').where('name', `${ring.name} Instalaciones SL`).firstOrFail()
    const today = todayIn('Europe/Madrid')
    const values = { company_id: company.id, description: 'Repair outside the contract', quantity: '2.5', unit_price: '80.00', currency: 'EUR', due_on: today, purchase_order: 'PO-9' }
    await new SaveRecord().handle(MANUAL_CHARGE, { id: null, values }, ring.world.maker)

    // 2.5 × 80.00 = 200.00
    await ring.bill(today, [`${today} 200.00`])
    await ring.standsThere(20_000)

    const [invoice] = await ring.world.invoices()
    const [line] = await creditableLines(invoice.id)
    const wish = { kind: 'quantity' as const, quantity: '0.5' }
    await new RequestCredits().handle(invoice.id, [{ chargeId: line.chargeId, wish }], 'Half an hour too much', ring.world.maker, today)

    // half an hour of two and a half: 200.00 × 0.5 / 2.5 = 40.00
    const run = await ring.world.run(today)
    await ring.world.approve(run)
    await new BeginPosting().handle(run.id)
    await currentQueue().drain()
    await ring.standsThere(-4_000)
    const [note] = await ring.world.invoices({ kind: 'credit_note' })
    const message = await db.from('outbox_messages').where({ subject_type: 'invoice', subject_id: note.id }).firstOrFail()
    assert.deepEqual(JSON.parse(message.payload).credits, [invoice.reference])
    assert.equal(await ring.changesOf(today), 0)
    await ring.totalsAgree()
    await office.close()
  }).timeout(60_000)
})
