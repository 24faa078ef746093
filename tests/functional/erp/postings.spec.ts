import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { InvoiceToPost } from '#contracts/erp'
import type { Queue } from '#contracts/queue'
import { enqueue } from '#shared/outbox/enqueue'
import OutboxMessage from '#shared/outbox/outbox_message'
import RecordHappening from '#shared/outbox/actions/record_happening'
import type { Happening } from '#shared/outbox/rules/delivery_protocol'
import { ownQueue } from '#tests/support/bell'
import { personWhoMay } from '#tests/support/people'

const invoice: InvoiceToPost = {
  reference: 'SVC-TEST1',
  customerId: '7',
  issuedOn: null,
  currency: 'EUR',
  netCents: 12_000,
  text: '',
  lines: [{ productId: '1', description: 'Care plan', quantity: '1', unitPrice: '120.00', netCents: 12_000, taxCode: null }],
}
const closed = { code: 'period_closed', sentence: 'Period 2026-10 is closed' }

test.group('Postings', (group) => {
  let queue: Queue

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    const own = ownQueue()
    queue = own.queue
    return own.restore
  })

  const posting = async (...happenings: Happening[]) => {
    const outgoing = { subjectType: 'test', subjectId: 1, reference: invoice.reference, target: '999', payload: { ...invoice } }
    const { id } = await enqueue('invoice', outgoing)
    for (const happening of happenings) await new RecordHappening().handle(id, happening, { problem: closed })
    return id
  }
  const clerk = () => personWhoMay({ 'posting.view': 'all', 'posting.decide': 'all' })

  test('the worklist opens at what was refused', async ({ assert, client }) => {
    await posting('sending_started', 'refused')
    const page = await client.get('/erp/postings').loginAs(await clerk())

    page.assertStatus(200)
    assert.include(page.text(), 'SVC-TEST1')
    assert.include(page.text(), 'The accounting period is closed')
    assert.match(page.text(), /aria-current=page[^>]*>Refused/)
    assert.notInclude(page.text(), 'translation missing: en, posting')
  })

  test('a posting says what happened and what to do about it', async ({ assert, client }) => {
    const id = await posting('sending_started', 'refused')
    const page = await client.get(`/erp/postings/${id}`).loginAs(await clerk())

    page.assertStatus(200)
    for (const text of ['Send it under the first open day', 'Period 2026-10 is closed', 'Care plan', 'Sending began']) {
      assert.include(page.text(), text)
    }
  })

  for (const state of ['pending', 'sending', 'unknown', 'held', 'done'] as const) {
    test(`a posting that is ${state} can be read`, async ({ client }) => {
      const way: Record<typeof state, Happening[]> = {
        pending: [],
        sending: ['sending_started'],
        unknown: ['sending_started', 'outcome_unknown'],
        held: ['sending_started', 'differs'],
        done: ['sending_started', 'accepted'],
      }
      const id = await posting(...way[state])
      const page = await client.get(`/erp/postings/${id}`).loginAs(await clerk())
      page.assertStatus(200)
      const list = await client.get(`/erp/postings?state=${state}`).loginAs(await clerk())
      list.assertStatus(200)
      list.assertTextIncludes('SVC-TEST1')
    })
  }

  test('a refused invoice is sent under another date with a reason', async ({ assert, client }) => {
    const id = await posting('sending_started', 'refused')
    const decide = client.put(`/erp/postings/${id}/date`).loginAs(await clerk()).withCsrfToken().redirects(0)
    const response = await decide.form({ issued_on: '2026-11-01', reason: 'October is closed' })

    response.assertStatus(303)
    const message = await OutboxMessage.findOrFail(id)
    assert.equal(message.state, 'pending')
    assert.equal(message.payload.issuedOn, '2026-11-01')
    assert.equal(message.reference, 'SVC-TEST1')
  })

  test('what may be in the ERP is looked up, not sent', async ({ assert, client }) => {
    const id = await posting('sending_started', 'outcome_unknown')
    const person = await clerk()
    const send = await client.post(`/erp/postings/${id}/retry`).loginAs(person).withCsrfToken().redirects(0)
    assert.notEqual(send.status(), 500)
    const after = await OutboxMessage.findOrFail(id)
    assert.equal(after.state, 'unknown')

    const look = await client.post(`/erp/postings/${id}/look-up`).loginAs(person).withCsrfToken().redirects(0)
    look.assertStatus(303)
    await queue.drain()
    const looked = await OutboxMessage.findOrFail(id)
    assert.include(looked.toJSON(), { state: 'unknown', problemCode: 'connection_missing', attempts: 1 })
  })

  test('it is held and released with a reason, and confirmed with the number', async ({ assert, client }) => {
    const id = await posting()
    const person = await clerk()
    const stateAfter = async (request: ReturnType<typeof client.post>, form: object) => {
      await request.loginAs(person).withCsrfToken().redirects(0).form(form)
      const message = await OutboxMessage.findOrFail(id)
      return message.state
    }

    assert.equal(await stateAfter(client.post(`/erp/postings/${id}/hold`), { reason: '' }), 'pending')
    assert.equal(await stateAfter(client.post(`/erp/postings/${id}/hold`), { reason: 'customer asked' }), 'held')
    assert.equal(await stateAfter(client.delete(`/erp/postings/${id}/hold`), { reason: 'sorted out' }), 'pending')
    assert.equal(await stateAfter(client.post(`/erp/postings/${id}/hold`), { reason: 'typed by hand' }), 'held')
    const confirmed = { number: '2026/0042', reason: 'typed by hand' }
    assert.equal(await stateAfter(client.post(`/erp/postings/${id}/confirmation`), confirmed), 'done')
    const done = await OutboxMessage.findOrFail(id)
    assert.equal(done.reply?.number, '2026/0042')
  })

  test('whoever may only look decides nothing', async ({ client }) => {
    const id = await posting('sending_started', 'refused')
    const reader = await personWhoMay({ 'posting.view': 'all' })
    const response = await client.post(`/erp/postings/${id}/retry`).loginAs(reader).withCsrfToken().redirects(0)
    response.assertStatus(403)
  })
})
