import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { todayIn } from '#shared/clock'
import { invoicesToPost } from '#billing/queries/invoices_to_post'
import { invoicePage } from '#billing/queries/invoice_page'
import IssueSandboxInvoice from '#erp/actions/issue_sandbox_invoice'
import BillingWorld from '#tests/support/billing_world'

const AT = '2026-01-01 00:00:00'

test.group('Who pays an invoice', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  test('is carried by the invoice, and contracts with another payer get one of their own', async ({ assert }) => {
    const [billTo, holding] = [await world.company(), await world.company({ name: 'Holding' })]
    await world.contract(['10.00'], { company_id: billTo })
    await world.contract(['20.00'], { company_id: billTo, payer_id: billTo })
    await world.contract(['40.00'], { company_id: billTo, payer_id: holding })
    await world.contract(['80.00'], { company_id: billTo, payer_id: holding })
    await world.run('2026-01-31')
    const told = (await world.invoices()).map(({ company_id: company, payer_id: payer, net_cents: net }) => [Number(company), payer === null ? null : Number(payer), Number(net)])
    assert.sameDeepMembers(told, [[billTo, null, 3_000], [billTo, holding, 12_000]])
  })

  test('goes to the ERP by its number there, or by its name where it has none', async ({ assert }) => {
    const customer = async (externalId: string, name: string) => {
      const [id] = await db.table('customers').insert({ connection_id: 1, external_id: externalId, number: externalId, name, is_active: true, is_blocked: false, payload_hash: externalId.padEnd(43, '.'), mirrored_at: AT })
      return world.company({ name, customer_id: id })
    }
    const [billTo, known, unknown] = [await customer('11', 'Clinic'), await customer('12', 'Holding'), await world.company({ name: 'Stranger' })]
    for (const payer of [known, unknown]) await world.contract(['10.00'], { company_id: billTo, payer_id: payer })
    await world.run('2026-01-31')
    const rows = await world.invoices()
    const { postable } = await db.transaction((trx) => invoicesToPost(rows.map(({ id }) => Number(id)), trx))
    assert.sameDeepMembers(postable[0].invoices.map(({ document }) => document.payer), [{ id: '12', name: 'Holding' }, { id: null, name: 'Stranger' }])
    const page = await invoicePage(rows.find(({ payer_id: payer }) => Number(payer) === known) as never, world.maker)
    assert.containsSubset(page.payer, { id: known, name: 'Holding' })
  })

  test('is kept by the sandbox, which refuses one it does not know', async ({ assert }) => {
    const sandboxCustomer = async (name: string) => {
      const [id] = await db.table('sandbox_customers').insert({ number: name, name, payment_days: 30, is_active: true, is_blocked: false, modified_at: AT })
      return Number(id)
    }
    const [customerId, payerId] = [await sandboxCustomer('Clinic'), await sandboxCustomer('Holding')]
    const lines = [{ productId: null, description: 'Care', quantity: '1', unitPrice: '10.00', netCents: 1_000, taxCode: null }]
    const { currency } = (await db.from('sandbox_settings').first()) ?? { currency: 'EUR' }
    const issue = (reference: string, payer: { id: string | null; name: string }) =>
      new IssueSandboxInvoice().handle({ reference, customerId: String(customerId), issuedOn: null, currency: currency ?? 'EUR', netCents: 1_000, text: reference, lines, payer }, todayIn('UTC'))

    const id = await issue('A-P1', { id: String(payerId), name: 'Holding' })
    assert.equal(Number((await db.from('sandbox_invoices').where('id', id).firstOrFail()).payer_id), payerId)
    await assert.rejects(() => issue('A-P2', { id: null, name: 'Stranger' }), /no customer Stranger who could pay/)
  })
})
