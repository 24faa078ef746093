import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ErpCapabilities, ErpInvoice, InvoiceToPost } from '#contracts/erp'
import type { Queue } from '#contracts/queue'
import { enqueue } from '#shared/outbox/enqueue'
import OutboxMessage from '#shared/outbox/outbox_message'
import { registerConnector } from '#erp/connector_kinds'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpConnection from '#erp/models/erp_connection'
import { followPostings, followerOf } from '#erp/posting_followers'
import { ownQueue } from '#tests/support/bell'
import FakeErp from '#tests/support/fake_erp'
import { personWhoMay, personWithRole } from '#tests/support/people'

const invoice: InvoiceToPost = {
  reference: 'SVC-HAND1',
  customerId: '7',
  issuedOn: '2026-11-20' as never,
  currency: 'EUR',
  netCents: 12_000,
  text: 'Contract C-7',
  lines: [{ productId: '11', description: 'Care plan', quantity: '2', unitPrice: '60.00', netCents: 12_000, taxCode: 'R10' }],
}

/** Counts what is asked of it; nothing may be. */
class MuteErp extends FakeErp {
  readonly sent: string[] = []
  lost = 0

  override async findInvoices(): Promise<ErpInvoice[]> {
    throw new Error('this ERP cannot be searched')
  }

  override async postInvoice(posted?: InvoiceToPost): Promise<ErpInvoice> {
    this.sent.push(posted!.reference)
    if (this.lost-- > 0) throw new ErpOutcomeUnknown('the answer was lost')
    const { reference, customerId, currency, netCents, issuedOn } = posted!
    const amounts = { netCents, taxCents: 0, totalCents: netCents, openCents: netCents }
    return { id: 'A1', number: 'A1', reference, customerId, state: 'posted', issuedOn, currency, ...amounts, lineCount: 1, dueDates: [] }
  }
}

let worlds = 0

test.group('Postings by hand', (group) => {
  let queue: Queue
  let erp: MuteErp
  let told: string[]

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    const own = ownQueue()
    queue = own.queue
    told = []
    const before = followerOf('hand')
    followPostings('hand', {
      onPosted: async (_, { number, taxCents, dueDates }) => void told.push(`posted ${number} ${taxCents} ${dueDates[0]?.on}`),
      onRefused: async (_, { code, sentence }) => void told.push(`refused ${code} ${sentence}`),
      onHeld: async (_, problem) => void told.push(`held ${problem?.code}`),
    })
    return () => {
      if (before) followPostings('hand', before)
      own.restore()
    }
  })

  const sent = async (capabilities: Partial<ErpCapabilities>, isDescribed = true) => {
    erp = new MuteErp()
    erp.capabilities = capabilities
    registerConnector({ kind: 'mute', settings: [], open: () => erp })
    const values = { kind: 'mute', settings: {}, isActive: true, timeZone: 'Europe/Madrid', overlapMinutes: 15, fullEveryDays: 7 }
    const connection = await ErpConnection.create({ id: 900_000 + ++worlds, name: 'Mute', ...values, description: isDescribed ? await erp.describe() : null })
    await db.table('customers').insert({ connection_id: connection.id, external_id: '7', number: 'K-7', name: 'Talleres Ibáñez', tax_id: 'B777', payload_hash: 'x', mirrored_at: '2026-01-01 00:00:00', is_active: true, is_blocked: false })
    const { id } = await enqueue('invoice', { subjectType: 'hand', subjectId: 1, reference: invoice.reference, target: String(connection.id), payload: { ...invoice } })
    await queue.drain()
    return id
  }
  const neither = { externalReferenceSearchable: false, idempotencyHeader: false }
  const fresh = (id: number) => OutboxMessage.findOrFail(id)
  const clerk = () => personWhoMay({ 'posting.view': 'all', 'posting.decide': 'all' })

  for (const isDescribed of [true, false]) {
    test(`nothing is sent to an ERP that can neither be searched nor recognise a repetition${isDescribed ? '' : ', even when nobody asked before'}`, async ({ assert }) => {
      const id = await sent(neither, isDescribed)

      assert.containSubset((await fresh(id)).toJSON(), { state: 'held', problemCode: 'by_hand', mayBeThere: false })
      assert.isEmpty(erp.sent)
      assert.deepEqual(told, ['held by_hand'])
    })
  }

  test('a person sees what to enter, also as a file, and confirms it with number, date and total', async ({ assert, client }) => {
    const id = await sent(neither)
    const page = await client.get(`/erp/postings/${id}`).loginAs(await clerk())
    page.assertStatus(200)
    for (const text of ['What to enter in the ERP', 'K-7', 'Talleres Ibáñez', 'Care plan', 'R10', 'SVC-HAND1']) assert.include(page.text(), text)
    assert.notInclude(page.text(), 'Send again')
    const csv = await client.get(`/erp/postings/${id}/entry/csv`).loginAs(await clerk())
    csv.assertStatus(200)
    assert.include(csv.text(), 'K-7')
    assert.include(csv.text(), '1,11,Care plan,2,60.00,120.00,R10')
    const xlsx = await client.get(`/erp/postings/${id}/entry/xlsx`).loginAs(await clerk())
    assert.include(xlsx.header('content-type'), 'spreadsheetml')

    const form = { number: 'F-2026/9', reason: 'entered by hand', issued_on: '2026-11-21', total: '145,20', due_on: '2026-12-21' }
    const answer = await client.post(`/erp/postings/${id}/confirmation`).loginAs(await clerk()).form(form).withCsrfToken().redirects(0)
    answer.assertStatus(303)
    const done = await fresh(id)
    assert.equal(done.state, 'done')
    assert.containSubset(done.reply, { number: 'F-2026/9', issuedOn: '2026-11-21', netCents: 12_000, taxCents: 2_520, totalCents: 14_520 })
    assert.deepEqual(told.at(-1), 'posted F-2026/9 2520 2026-12-21')
    assert.isEmpty(erp.sent)
  })

  test('whoever says that it was not done gives a reason; sent again it waits for a person again', async ({ assert, client }) => {
    const id = await sent(neither)
    const decline = async (reason: string) => client.delete(`/erp/postings/${id}/entry`).loginAs(await clerk()).form({ reason }).withCsrfToken().redirects(0)
    await decline('')
    assert.equal((await fresh(id)).state, 'held')
    await decline('the customer is closed there')
    assert.containSubset((await fresh(id)).toJSON(), { state: 'refused', problemCode: 'not_entered', mayBeThere: false })
    assert.deepEqual(told.at(-1), 'refused not_entered the customer is closed there')

    await client.post(`/erp/postings/${id}/retry`).loginAs(await clerk()).withCsrfToken().redirects(0)
    await queue.drain()
    assert.containSubset((await fresh(id)).toJSON(), { state: 'held', problemCode: 'by_hand' })
    assert.isEmpty(erp.sent)
  })

  test('what was sent by itself cannot be called not done', async ({ assert, client }) => {
    const id = await sent({ externalReferenceSearchable: true })
    const refused = await client.delete(`/erp/postings/${id}/entry`).loginAs(await clerk()).form({ reason: 'not there' }).header('accept', 'application/json').withCsrfToken()
    refused.assertStatus(422)
    assert.notEqual((await fresh(id)).state, 'refused')
  })

  test('an ERP that recognises a repetition is asked by repeating, without a search', async ({ assert }) => {
    const id = await sent({ externalReferenceSearchable: false, idempotencyHeader: true })
    assert.equal((await fresh(id)).state, 'done')
    assert.deepEqual(erp.sent, ['SVC-HAND1'])
  })

  test('whoever may only look decides nothing', async ({ client }) => {
    const id = await sent(neither)
    const reader = await personWhoMay({ 'posting.view': 'all' })
    const response = await client.delete(`/erp/postings/${id}/entry`).loginAs(reader).form({ reason: 'no' }).withCsrfToken().redirects(0)
    response.assertStatus(403)
  })

  test('the connection says why', async ({ assert, client }) => {
    const id = await sent(neither)
    const { target } = await fresh(id)
    const page = await client.get(`/erp/connections/${target}/edit`).loginAs(await personWithRole('administrator'))
    assert.include(page.text(), 'Invoices are entered in this ERP by hand')
    assert.include(page.text(), 'neither be searched for our reference nor recognise a repeated posting')
  })
})
