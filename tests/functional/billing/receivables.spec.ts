import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ApiClient } from '@japa/api-client'
import User from '#identity/models/user'
import { ownQueue } from '#tests/support/bell'
import BillingWorld from '#tests/support/billing_world'
import { personWhoMay } from '#tests/support/people'

const AT = '2026-01-01 00:00:00'

test.group('Other charges, credits and receivables in the browser', (group) => {
  let world: BillingWorld
  let clerk: User
  let companyId: number

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const own = ownQueue()
    world = await BillingWorld.build()
    clerk = await User.findOrFail(world.maker.id)
    companyId = await world.company({ name: 'Talleres Roca', language: 'ro' })
    return own.restore
  })

  const form = () => ({ company_id: companyId, description: 'Travel', quantity: '2', unit_price: '45.50', currency: 'EUR', due_on: '2026-01-20', grouping: 'customer' })
  const send = (client: ApiClient, path: string, values: object, user = clerk) => client.post(path).loginAs(user).withCsrfToken().redirects(0).form(values)
  const pdfOf = async (client: ApiClient, path: string) => {
    const answer = await client.get(path).loginAs(clerk)
    return [answer.header('content-type'), (answer.body() as Buffer).subarray(0, 5).toString()]
  }
  async function customer(): Promise<number> {
    const row = { connection_id: 1, external_id: '77', payload_hash: 'x', number: '77', name: 'Roca', email: 'a@roca.example', is_active: true, is_blocked: false, mirrored_at: AT }
    const [id] = await db.table('customers').insert(row)
    await db.from('companies').where('id', companyId).update({ customer_id: id })
    const invoice = { connection_id: 1, external_id: 'F1', payload_hash: 'x', mirrored_at: AT, number: 'F-1', customer_id: id, state: 'posted', issued_on: '2026-01-05', currency: 'EUR', net_cents: 10_000, tax_cents: 2_100, total_cents: 12_100, open_cents: 12_100, line_count: 1, due_dates: '[]' }
    const [invoiceId] = await db.table('erp_invoices').insert(invoice)
    await db.table('erp_due_dates').insert({ erp_invoice_id: invoiceId, external_id: '1', customer_id: id, due_on: '2026-02-04', currency: 'EUR', amount_cents: 12_100, open_cents: 12_100, state: 'open' })
    return Number(invoiceId)
  }

  test('a charge is entered, shown and withdrawn with a reason', async ({ assert, client }) => {
    const entered = await send(client, '/billing/manual-charges', form())
    entered.assertStatus(303)
    const path = entered.header('location')!
    const page = await client.get(path).loginAs(clerk)
    for (const text of ['Travel', '€91.00', 'The next billing run until', 'Talleres Roca']) assert.include(page.text(), text)
    ;(await send(client, `${path}/withdrawal`, { reason: '' })).assertStatus(422)
    ;(await send(client, `${path}/withdrawal`, { reason: 'Entered twice' })).assertStatus(303)
    assert.include((await client.get(path).loginAs(clerk)).text(), 'Withdrawn: Entered twice')
  })

  test('{0} is refused beside the field, with the reason')
    .with([
      ['an amount beyond what a column holds', { quantity: '999999999999999', unit_price: '999999999999999' }, 'larger amount than an invoice can hold'],
      ['a currency nobody knows', { currency: 'ABC' }, 'There is no such currency'],
      ['a period that ends before it begins', { period_from: '2026-02-01', period_to: '2026-01-01' }, 'has to end after it begins'],
      ['the invoice of a contract that is not named', { grouping: 'contract' }, 'Say with which contract'],
      ['a price that is no number', { unit_price: '1e9' }, 'id="field-unit_price-error"'],
      ['a day that does not exist', { due_on: '2026-02-30' }, 'id="field-due_on-error"'],
      ['no customer', { company_id: '' }, 'id="field-company_id-error"'],
    ] as const)
    .run(async ({ assert, client }, [, values, sentence]) => {
      const answer = await client.post('/billing/manual-charges').loginAs(clerk).withCsrfToken().form({ ...form(), ...values }).header('referer', '/billing/manual-charges/new')
      answer.assertTextIncludes(sentence)
      assert.isEmpty(await db.from('manual_charges'))
    })

  test('lines of an invoice are credited in part, and no more than is left', async ({ assert, client }) => {
    await world.contract(['100.00'], { company_id: companyId })
    await world.bill('2026-01-31')
    const [{ id }] = await world.invoices()
    const [{ id: charge }] = await world.charges()
    const path = `/billing/invoices/${id}/credits`
    ;(await client.get(`${path}/new`).loginAs(clerk)).assertTextIncludes('All that is left')
    const wish = (kind: string, value: string) => ({ reason: 'Machine stood still', [`kind_${charge}`]: kind, [`value_${charge}`]: value })
    const refused = await client.post(path).loginAs(clerk).withCsrfToken().form(wish('amount', '100.01')).header('referer', `${path}/new`)
    refused.assertTextIncludes('Of this line 100.00 EUR can still be credited')
    ;(await send(client, path, { reason: '' })).assertStatus(422)
    ;(await send(client, path, wish('amount', '25.00'))).assertStatus(303)

    const page = await client.get(`/billing/invoices/${id}`).loginAs(clerk)
    for (const text of ['Machine stood still', '-€25.00', 'Waiting for a run']) assert.include(page.text(), text)
    const request = await db.from('credit_requests').firstOrFail()
    ;(await client.get(`/billing/credit-requests/${request.id}`).loginAs(clerk)).assertTextIncludes('The next billing run proposes it as a credit note')
    ;(await send(client, `/billing/credit-requests/${request.id}/withdrawal`, { reason: 'Mistaken' })).assertStatus(303)
    assert.equal((await db.from('credit_requests').firstOrFail()).state, 'withdrawn')
  })

  test('proposals, contracts and statements are printed', async ({ assert, client }) => {
    const contract = await world.contract(['100.00'], { company_id: companyId })
    await world.run('2026-01-31')
    const [{ id }] = await world.invoices()
    assert.deepEqual(await pdfOf(client, `/billing/invoices/${id}/preview`), ['application/pdf', '%PDF-'])
    const proForma = `/service-contracts/contracts/${contract.id}/pro-forma`
    const before = await db.from('charges').count('* as n').first()
    const page = await client.get(`${proForma}?from=2027-01-01&to=2027-03-31`).loginAs(clerk)
    for (const text of ['€300.00', 'not a tax document']) assert.include(page.text(), text)
    assert.deepEqual(await pdfOf(client, `${proForma}/pdf?from=2027-01-01&to=2027-03-31`), ['application/pdf', '%PDF-'])
    assert.deepEqual(await db.from('charges').count('* as n').first(), before)

    await customer()
    const statement = `/billing/companies/${companyId}/statement`
    const shown = await client.get(`${statement}?from=2026-01-01&to=2026-03-31`).loginAs(clerk)
    for (const text of ['F-1', '€121.00', 'Opening balance']) assert.include(shown.text(), text)
    assert.include((await client.get(`${statement}?from=2026-03-01&to=2026-01-01`).loginAs(clerk)).text(), 'on or after the first one')
    assert.deepEqual(await pdfOf(client, `${statement}/pdf`), ['application/pdf', '%PDF-'])
    const sheet = await client.get(`${statement}/export/csv?from=2026-01-01&to=2026-03-31`).loginAs(clerk)
    assert.include(String(sheet.text()), '2026-01-05,Invoice,F-1,EUR,121,121')
  })

  test('receivables are listed and exported, and a run with its lines too', async ({ assert, client }) => {
    await customer()
    const list = await client.get('/billing/receivables?on=2026-03-31').loginAs(clerk)
    for (const text of ['Talleres Roca', '31–60 days', '€121.00']) assert.include(list.text(), text)
    ;(await client.get(`/billing/receivables/${companyId}?on=2026-03-31`).loginAs(clerk)).assertTextIncludes('F-1')
    assert.include((await client.get('/billing/receivables/export/csv?on=2026-03-31').loginAs(clerk)).text(), 'Talleres Roca,EUR,0,0,121,0,0,121,121')

    await world.contract(['100.00'], { company_id: companyId })
    const run = await world.run('2026-01-31')
    assert.include((await client.get('/billing/runs/export/csv').loginAs(clerk)).text(), `${run.id},2026-01-31,To review,1`)
    assert.include((await client.get(`/billing/runs/${run.id}/export/csv`).loginAs(clerk)).text(), 'Talleres Roca')
    assert.equal((await client.get(`/billing/runs/${run.id}/export/xlsx`).loginAs(clerk)).header('content-type'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  })

  test('reminders are chosen, sent and left out; the levels are the company’s own', async ({ assert, client }) => {
    const invoiceId = await customer()
    const page = await client.get('/billing/reminders').loginAs(clerk)
    for (const text of ['Talleres Roca', 'F-1', 'Level 1', 'a@roca.example']) assert.include(page.text(), text)
    const exclusion = `/billing/reminders/exclusions/${invoiceId}`
    ;(await client.get(exclusion).loginAs(clerk)).assertTextIncludes('Payment promised')
    ;(await send(client, exclusion, { kind: 'promise', reason: 'Friday' })).assertStatus(422)
    assert.isEmpty(await db.from('reminder_exclusions'))
    ;(await send(client, exclusion, { kind: 'dispute', reason: 'Hours' })).assertStatus(303)
    ;(await client.get('/billing/reminders').loginAs(clerk)).assertTextIncludes('Nobody is to be reminded today')
    ;(await send(client, `${exclusion}?_method=DELETE`, {})).assertStatus(303)
    ;(await send(client, '/billing/reminders', { 'invoices[]': invoiceId })).assertStatus(303)
    assert.equal((await db.from('reminder_invoices').firstOrFail()).level, 1)
    const company = await client.get(`/crm/companies/${companyId}`).loginAs(clerk)
    for (const text of ['Level 1 on', 'Statement']) assert.include(company.text(), text)

    const levels = await client.get('/billing/reminders/levels').loginAs(clerk)
    levels.assertTextIncludes('{company}')
    ;(await client.put('/billing/reminders/levels').loginAs(clerk).withCsrfToken().redirects(0).form({ days_late_1: 0 })).assertStatus(422)
  })

  test('who lacks the permission is told so, and what is not there is not found', async ({ client }) => {
    const none = await personWhoMay({})
    const pages = ['/billing/manual-charges', '/billing/credit-requests', '/billing/receivables', '/billing/receivables/1', '/billing/reminders', '/billing/reminders/levels', '/billing/companies/1/statement', '/billing/invoices/1/preview', '/billing/invoices/1/credits/new']
    for (const path of pages) (await client.get(path).loginAs(none)).assertStatus(403)
    for (const path of ['/billing/invoices/1/credits', '/billing/reminders', '/billing/manual-charges/1/withdrawal']) (await send(client, path, {}, none)).assertStatus(403)
    for (const path of ['/billing/receivables/999999', '/billing/companies/999999/statement', '/billing/invoices/999999/preview', '/billing/invoices/999999/credits/new', '/billing/reminders/exclusions/999999']) {
      ;(await client.get(path).loginAs(clerk)).assertStatus(404)
    }
    ;(await send(client, '/billing/manual-charges/999999/withdrawal', { reason: 'None' })).assertStatus(404)
    ;(await send(client, '/billing/credit-requests/999999/withdrawal', { reason: 'None' })).assertStatus(404)
  })
})
