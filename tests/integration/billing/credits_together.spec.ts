import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { calendarDate } from '#shared/calendar/calendar_date'
import RequestCredits from '#billing/actions/request_credits'
import { creditableLines } from '#billing/queries/creditable_lines'
import BillingWorld from '#tests/support/billing_world'

const WRITTEN = ['credit_requests', 'invoice_lines', 'invoices', 'charges', 'billing_certificates', 'billing_runs', 'undertakings', 'contract_lines', 'service_contracts', 'companies']

test.group('Credits asked for at the same moment', (group) => {
  // no transaction round the test: each request must see what the others committed
  group.each.teardown(async () => {
    for (const table of WRITTEN) await db.from(table).delete()
  })

  test('never take more of a line together than was billed', async ({ assert }) => {
    const world = await BillingWorld.build()
    await world.contract(['100.00'])
    await world.bill('2026-01-31')
    const [invoice] = await world.invoices()
    const [{ chargeId }] = await creditableLines(invoice.id)
    const ask = () => new RequestCredits().handle(invoice.id, [{ chargeId, wish: { kind: 'amount', cents: 4_000 } }], 'At once', world.maker, calendarDate('2026-02-01'))

    const asked = await Promise.allSettled([ask(), ask(), ask(), ask()])
    assert.lengthOf(asked.filter(({ status }) => status === 'fulfilled'), 2)
    const { total } = await db.from('credit_requests').sum('net_cents as total').firstOrFail()
    assert.equal(Number(total), 8_000)
  })
})
