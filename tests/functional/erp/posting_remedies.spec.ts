import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ErpInvoice } from '#contracts/erp'
import { enqueue } from '#shared/outbox/enqueue'
import OutboxMessage from '#shared/outbox/outbox_message'
import RecordHappening, { type HappeningFacts } from '#shared/outbox/actions/record_happening'
import type { Happening } from '#shared/outbox/rules/delivery_protocol'
import ErpConnection from '#erp/models/erp_connection'
import { ownQueue } from '#tests/support/bell'
import { personWhoMay } from '#tests/support/people'
import { invoiceOf } from '#tests/support/posting_world'

const twin = (id: string): ErpInvoice => {
  const amounts = { netCents: 12_000, taxCents: 2520, totalCents: 14_520, openCents: 14_520, lineCount: 1 }
  return { id, number: `F-${id}`, reference: 'SVC-PAGE', customerId: '7', state: 'posted', issuedOn: null, currency: 'EUR', ...amounts, dueDates: [] }
}

test.group('What to do about a posting that stopped', (group) => {
  let connection: ErpConnection

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const { restore } = ownQueue()
    const values = { kind: 'sandbox', settings: {}, isActive: true, timeZone: 'Europe/Madrid', overlapMinutes: 15, fullEveryDays: 7 }
    connection = await ErpConnection.create({ name: 'Books', ...values })
    return restore
  })

  const clerk = () => personWhoMay({ 'posting.view': 'all', 'posting.decide': 'all', 'erp_connection.edit': 'all' })
  async function stopped(happening: Happening, facts: HappeningFacts, subjectType = 'invoice'): Promise<number> {
    const outgoing = { subjectType, subjectId: 41, reference: 'SVC-PAGE', target: String(connection.id), payload: { ...invoiceOf('SVC-PAGE') } }
    const { id } = await enqueue('invoice', outgoing)
    await new RecordHappening().handle(id, 'sending_started')
    await new RecordHappening().handle(id, happening, facts)
    return id
  }

  for (const [code, href] of [
    ['customer_blocked', '/sandbox/customers/7'],
    ['product_unknown', '/billing/invoices/41'],
    ['tax_code_unknown', '/billing/invoices/41'],
    ['set_up_missing', '/erp/connections/{connection}/edit'],
    ['period_closed', '#new-date'],
    ['date_order', '#new-date'],
  ]) {
    test(`"${code}" comes with the way to where it is put right`, async ({ assert, client }) => {
      const id = await stopped('refused', { problem: { code, sentence: 'as the ERP said it' } })
      const page = await client.get(`/erp/postings/${id}`).loginAs(await clerk())
      page.assertStatus(200)
      assert.include(page.text(), `href="${href.startsWith('#') ? `/erp/postings/${id}` : ''}${href.replace('{connection}', String(connection.id))}"`)
      assert.include(page.text(), 'as the ERP said it')
    })
  }

  test('a closed period offers the first day that is open', async ({ assert, client }) => {
    const problem = { code: 'period_closed', sentence: 'October is closed' }
    const id = await stopped('refused', { problem, reply: { firstOpenDay: '2026-11-01' } })
    const page = await client.get(`/erp/postings/${id}`).loginAs(await clerk())
    assert.match(page.text(), /id="new-date"[^>]*value="2026-11-01"/)
    page.assertTextIncludes('the first day that is open')
  })

  test('several invoices stand side by side; one is kept and credits go out for the others', async ({ assert, client }) => {
    const problem = { code: 'several', sentence: 'F-1, F-2' }
    const id = await stopped('differs', { problem, reply: { held: [twin('1'), twin('2')] } }, 'test')
    const person = await clerk()
    const page = await client.get(`/erp/postings/${id}`).loginAs(person)
    page.assertTextIncludes('The ERP holds this invoice more than once')
    page.assertTextIncludes('F-2')

    const answer = await client.post(`/erp/postings/${id}/twins`).loginAs(person).withCsrfToken().form({ keep: '1', reason: 'the older one' }).redirects(0)
    answer.assertStatus(303)
    const kept = await OutboxMessage.findOrFail(id)
    assert.containSubset(kept.toJSON(), { state: 'done', reply: { number: 'F-1' } })
    const credit = await OutboxMessage.findByOrFail('reference', 'TW1-PAGE')
    assert.containSubset(credit.payload, { netCents: -12_000, customerId: '7', lines: [{ quantity: '-1', netCents: -12_000 }] })
    const shown = await client.get(`/erp/postings/${credit.id}`).loginAs(person)
    shown.assertStatus(200)
  })
})
