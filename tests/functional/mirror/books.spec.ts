import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import { todayIn } from '#shared/clock'
import { currentQueue } from '#shared/queue/queue'
import BeginPosting from '#billing/actions/begin_posting'
import CreditSandboxInvoice from '#erp/actions/credit_sandbox_invoice'
import { fillSandboxWorld } from '#erp/connectors/sandbox/sandbox_world'
import SaveConnection from '#erp/actions/save_connection'
import SyncConnection from '#erp/actions/sync_connection'
import type User from '#identity/models/user'
import { ownQueue } from '#tests/support/bell'
import BillingWorld from '#tests/support/billing_world'
import { personWithRole } from '#tests/support/people'
import '#start/followers'

test.group('The books of the ERP in the browser', (group) => {
  let user: User
  let connectionId: number
  const today = todayIn('Europe/Madrid')

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => ownQueue().restore)
  group.each.setup(async () => {
    await db.transaction((trx) => fillSandboxWorld(trx, today))
    const facts = { name: 'Sandbox', kind: 'sandbox', isActive: true, overlapMinutes: 5, nightlyAt: null, incrementalMinutes: null, fullEveryDays: 7 }
    connectionId = (await new SaveConnection().handle(null, facts, {})).id
    await new SyncConnection().handle(connectionId, { mode: 'full' })
    user = await personWithRole('administrator')
  })

  const idOf = async (table: string, code: string) => Number((await db.from(table).where({ code, connection_id: connectionId }).firstOrFail()).id)
  const text = async (client: ApiClient, path: string) => {
    const page = await client.get(path).loginAs(user)
    page.assertStatus(200)
    return page.text()
  }
  const send = (client: ApiClient, method: 'post' | 'put', path: string, form: object) => client[method](path).loginAs(user).withCsrfToken().redirects(0).form(form)

  test('each list opens, and finds what it is asked for', async ({ client, assert }) => {
    for (const [path, word] of [
      ['/mirror/erp-companies', 'Equipos Ibéricos'],
      ['/mirror/erp-sites?q=Barcelona', 'BCN'],
      ['/mirror/currencies', 'JPY'],
      ['/mirror/tax-codes?q=TVA', 'TVA19'],
      ['/mirror/payment-terms', 'Half in 30, half in 60 days'],
      ['/mirror/price-lists', 'Standard prices'],
      ['/mirror/price-list-lines', 'Partners'],
      ['/mirror/stock', 'Logistics centre'],
      ['/mirror/payments', 'direct debit'],
      ['/mirror/payment-shares', 'Z20'],
      ['/mirror/due-dates?f_state=open', 'Open'],
    ]) {
      assert.include(await text(client, path), word, path)
    }
    assert.include(await text(client, `/mirror/price-lists/${await idOf('price_lists', 'PARTNER')}`), 'Multifunction printer A4')
    assert.include(await text(client, '/erp/sync'), 'Payment terms')
  })

  test('a product shows its stock at each site and its prices; a company its terms, due dates and payments', async ({ client, assert }) => {
    const product = await db.from('products').where('number', 'MFP-200').firstOrFail()
    const page = await text(client, `/mirror/products/${product.id}`)
    for (const word of ['MAD Madrid', 'LOG Logistics centre', 'Standard prices', '1,290', 'As of', 'Read from the ERP']) assert.include(page, word)

    const paid = await db.from('erp_payments').orderBy('id', 'desc').firstOrFail()
    const company = await db.from('companies').where('customer_id', paid.customer_id).firstOrFail()
    const own = await text(client, `/crm/companies/${company.id}`)
    for (const word of ['Terms, due dates and payments', paid.number, 'days']) assert.include(own, word)
  })

  test('a contract chooses the ERP’s term, site and tax code, and its invoice is posted with them and credited by hand', async ({ client, assert }) => {
    const world = await BillingWorld.build()
    const company = await db.from('companies').join('customers', 'customers.id', 'companies.customer_id').where('customers.number', 'C00003').select('companies.id').firstOrFail()
    const contract = await world.contract(['100.00'], { company_id: Number(company.id) })
    const path = `/service-contracts/contracts/${contract.id}`
    const codes = { payment_term_id: await idOf('payment_terms', 'HALVES'), erp_site_id: await idOf('erp_sites', 'BCN') }
    const filled = (record: object) => Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null))
    const row = filled(await db.from('service_contracts').where('id', contract.id).firstOrFail())

    const wrong = await client.put(path).loginAs(user).withCsrfToken().header('referer', `${path}/edit`).form({ ...row, erp_site_id: await idOf('erp_sites', 'LOG') })
    assert.include(wrong.text(), 'no such site that invoices')
    const foreign = await client.put(path).loginAs(user).withCsrfToken().header('referer', `${path}/edit`).form({ ...row, currency: 'CHF' })
    assert.include(foreign.text(), 'does not invoice in this currency')
    ;(await send(client, 'put', path, { ...row, ...codes })).assertStatus(303)
    const line = filled(await db.from('contract_lines').where('id', contract.lines[0]).firstOrFail())
    ;(await send(client, 'put', `/service-contracts/lines/${line.id}`, { ...line, tax_code_id: await idOf('tax_codes', 'REDUCED') })).assertStatus(303)

    const run = await world.bill('2026-01-31')
    await new BeginPosting().handle(run.id)
    await currentQueue().drain()
    const [invoice] = await world.invoices()
    assert.containSubset(invoice, { status: 'posted', net_cents: 10_000, tax_cents: 1_000 })
    assert.lengthOf(JSON.parse(invoice.due_dates), 2)
    assert.containSubset(await db.from('sandbox_invoices').where('reference', invoice.reference).firstOrFail(), { payment_term: 'HALVES', site_id: 2 })

    const [{ id: lineId }] = await db.from('sandbox_invoice_lines').where('invoice_id', invoice.erp_id)
    await new CreditSandboxInvoice().handle(Number(invoice.erp_id), { lines: [{ id: Number(lineId) }], text: 'Goodwill' })
    await new SyncConnection().handle(connectionId, { mode: 'incremental' })
    assert.include(await text(client, `/billing/invoices/${invoice.id}`), 'Credited in the ERP by hand')
    assert.include(await text(client, '/reporting/truth?from=2026-01&to=2026-01'), 'Credited in the ERP')

    const credit = await db.from('hand_credits').where('invoice_id', invoice.id).firstOrFail()
    const decided = await send(client, 'post', `/billing/hand-credits/${credit.id}/decision`, { treatment: 'again', reason: 'Wrong address' })
    decided.assertStatus(303)
    assert.include(await text(client, `/billing/invoices/${invoice.id}`), 'The days are free')
    const again = await world.run('2026-01-31')
    assert.lengthOf(await world.charges({ billing_run_id: again.id, state: 'proposed' }), 1)
  })
})
