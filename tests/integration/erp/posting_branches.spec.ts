import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ErpInvoice } from '#contracts/erp'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import DecideDelivery from '#shared/outbox/actions/decide_delivery'
import OutboxMessage from '#shared/outbox/outbox_message'
import OutboxEvent from '#shared/outbox/outbox_event'
import CreditTwins from '#erp/actions/credit_twins'
import RedatePosting from '#erp/actions/redate_posting'
import { ownQueue } from '#tests/support/bell'
import { actorFor, person } from '#tests/support/people'
import PostingWorld, { invoiceOf } from '#tests/support/posting_world'

test.group('Every branch of posting', (group) => {
  let world: PostingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    const own = ownQueue()
    world = await new PostingWorld(own.queue).open()
    return own.restore
  })

  const happened = async (id: number) => {
    const events = await OutboxEvent.query().where('outboxMessageId', id).orderBy('id')
    return events.map(({ happening }) => happening)
  }
  const clerk = async () => actorFor(await person())

  test('a lost answer is looked up and adopted, never sent again', async ({ assert }) => {
    world.erp.losesAt = 'after_validation'
    const id = await world.enqueue(invoiceOf('SVC-LOST'))
    await world.work()
    assert.include((await world.fresh(id)).toJSON(), { state: 'unknown', problemCode: 'outcome_unknown' })

    await world.later(1)
    const done = await world.fresh(id)
    assert.include(done.toJSON(), { state: 'done', attempts: 1 })
    assert.equal(done.reply?.number, world.erp.held('SVC-LOST')[0].number)
    assert.deepEqual(world.erp.sent, ['SVC-LOST'])
  })

  test('nothing found counts only after the settle window, then the same reference goes out again', async ({ assert }) => {
    world.erp.losesAt = 'after_header'
    const id = await world.enqueue(invoiceOf('SVC-GONE'))
    await world.work()
    world.erp.invoices = []
    await world.later(1)
    assert.equal((await world.fresh(id)).state, 'unknown')
    assert.lengthOf(world.erp.sent, 1)

    await world.untilSettled()
    assert.equal((await world.fresh(id)).state, 'done')
    assert.deepEqual(world.erp.sent, ['SVC-GONE', 'SVC-GONE'])
    assert.lengthOf(world.erp.held('SVC-GONE'), 1)
  })

  test('an ERP that says the reference is taken has it already', async ({ assert }) => {
    world.erp.hasUniqueReferences = true
    const find = world.erp.findInvoices.bind(world.erp)
    let looks = 0
    // the first look comes before the other call has become visible
    world.erp.findInvoices = async (reference) => (looks++ === 0 ? [] : find(reference))
    world.erp.invoices.push(postedTwin('SVC-TAKEN'))
    const id = await world.enqueue(invoiceOf('SVC-TAKEN'))
    await world.work()
    assert.include((await world.fresh(id)).toJSON(), { state: 'done', attempts: 1 })
    assert.lengthOf(world.erp.held('SVC-TAKEN'), 1)
  })

  for (const [step, what] of [
    ['after_header', 'a header without lines is taken away and written anew'],
    ['after_lines', 'a whole draft is validated, not written again'],
  ] as const) {
    test(what, async ({ assert }) => {
      world.erp.losesAt = step
      const id = await world.enqueue(invoiceOf('SVC-DRAFT'))
      await world.work()
      const [draft] = world.erp.held('SVC-DRAFT')
      assert.equal(draft.state, 'draft')

      await world.untilSettled()
      assert.equal((await world.fresh(id)).state, 'done')
      const held = world.erp.held('SVC-DRAFT')
      assert.lengthOf(held, 1)
      assert.equal(held[0].state, 'posted')
      assert.equal(held[0].id === draft.id, step === 'after_lines')
    })
  }

  test('other totals stop the posting for a person, and nothing is corrected by itself', async ({ assert }) => {
    world.erp.adds = 1
    const id = await world.enqueue(invoiceOf('SVC-OTHER'))
    await world.work()
    await world.untilSettled()
    const held = await world.fresh(id)
    assert.include(held.toJSON(), { state: 'held', problemCode: 'differs', lastError: 'net: 12000 here, 12001 there' })
    assert.deepEqual(world.erp.sent, ['SVC-OTHER'])
  })

  test('several under one reference are set aside; one is kept and the others are credited', async ({ assert }) => {
    world.erp.invoices.push(postedTwin('SVC-TWINS', '501'), postedTwin('SVC-TWINS', '502'))
    const id = await world.enqueue(invoiceOf('SVC-TWINS'))
    await world.work()
    assert.include((await world.fresh(id)).toJSON(), { state: 'held', problemCode: 'several', lastError: 'N501, N502' })
    assert.isEmpty(world.erp.sent)

    const count = await new CreditTwins().handle(id, '501', 'both looked at', await clerk())
    await world.work()
    assert.equal(count, 1)
    assert.include((await world.fresh(id)).toJSON(), { state: 'done' })
    const [credit] = world.erp.held('TW1-TWINS')
    assert.include(credit, { netCents: -12_000, state: 'posted' })
    assert.equal(world.erp.invoices.reduce((sum, { netCents }) => sum + netCents, 0), 12_000, 'the ERP is owed it once')
    await assert.rejects(async () => new CreditTwins().handle(id, '502', 'again', await clerk()), /no longer holds/)
  })

  test('a twin that is not what we sent is not kept', async ({ assert }) => {
    world.erp.invoices.push(postedTwin('SVC-TWINS', '501'), { ...postedTwin('SVC-TWINS', '502'), netCents: 1 })
    const id = await world.enqueue(invoiceOf('SVC-TWINS'))
    await world.work()
    await assert.rejects(async () => new CreditTwins().handle(id, '502', 'wrong one', await clerk()), /not the one we sent/)
    assert.equal((await world.fresh(id)).state, 'held')
  })

  test('a closed period is refused with the first open day, and the invoice goes out under it with its service period unchanged', async ({ assert }) => {
    world.erp.closedUntil = '2026-10-31' as CalendarDate
    const id = await world.enqueue(invoiceOf('SVC-CLOSED'))
    await world.work()
    const refused = await world.fresh(id)
    assert.include(refused.toJSON(), { state: 'refused', problemCode: 'period_closed' })
    assert.equal(refused.reply?.firstOpenDay, '2026-11-01')

    await new RedatePosting().handle(id, '2026-11-01' as CalendarDate, 'October is closed', await clerk())
    await world.work()
    const done = await world.fresh(id)
    assert.equal(done.state, 'done')
    assert.equal(done.reply?.issuedOn, '2026-11-01')
    assert.deepEqual(done.payload.lines, invoiceOf('SVC-CLOSED').lines)
    assert.equal(done.reference, 'SVC-CLOSED')
  })

  test('a credit note waits behind the invoice it credits, whatever becomes of that', async ({ assert }) => {
    world.erp.losesAt = 'after_header'
    const invoice = await world.enqueue(invoiceOf('SVC-FIRST'))
    const credit = await world.enqueue(invoiceOf('SVC-CREDIT', { netCents: -12_000, credits: ['SVC-FIRST'], lines: [{ ...invoiceOf('').lines[0], quantity: '-1', netCents: -12_000 }] }), 2)
    await world.work()
    assert.equal((await world.fresh(invoice)).state, 'unknown')
    assert.include((await world.fresh(credit)).toJSON(), { state: 'pending', attempts: 0, problemCode: 'waits_for_invoice' })

    await world.later(1)
    assert.deepEqual(await happened(credit), ['postponed'], 'waiting on is written down once')
    await world.untilSettled()
    assert.equal((await world.fresh(credit)).state, 'done')
    assert.deepEqual(world.erp.sent, ['SVC-FIRST', 'SVC-FIRST', 'SVC-CREDIT'])
  })

  test('one company is served one posting at a time, also when every bell rings at once', async ({ assert }) => {
    for (let n = 0; n < 6; n++) await world.enqueue(invoiceOf(`SVC-N${n}`), n)
    await Promise.all([world.work(), world.work(), world.work()])
    await world.untilSettled()
    assert.equal(world.erp.busiest, 1)
    assert.deepEqual(world.erp.sent, ['SVC-N0', 'SVC-N1', 'SVC-N2', 'SVC-N3', 'SVC-N4', 'SVC-N5'])
  })

  test('a rule of the ERP waits for a person, who sends again when it is put right', async ({ assert }) => {
    world.erp.closedUntil = '2026-10-31' as CalendarDate
    const id = await world.enqueue(invoiceOf('SVC-AGAIN'))
    await world.work()
    await world.untilSettled()
    assert.lengthOf(world.erp.sent, 1, 'nobody tries again by himself')
    world.erp.closedUntil = null
    await new DecideDelivery().handle(id, 'retried', { actor: await clerk() })
    await world.work()
    assert.equal((await OutboxMessage.findOrFail(id)).state, 'done')
  })
})

function postedTwin(reference: string, id = '500'): ErpInvoice {
  const sent = invoiceOf(reference)
  const amounts = { netCents: sent.netCents, taxCents: 0, totalCents: sent.netCents, openCents: sent.netCents, lineCount: 1 }
  return { id, number: `N${id}`, reference, customerId: '7', state: 'posted', issuedOn: null, currency: 'EUR', ...amounts, dueDates: [] }
}
