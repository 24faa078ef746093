import { test } from '@japa/runner'
import type { ErpConnector, ErpInvoice, InvoiceToPost } from '#contracts/erp'
import DeliverInvoice from '#erp/actions/deliver_invoice'
import ErpAccessDenied from '#erp/errors/erp_access_denied'
import ErpGibberish from '#erp/errors/erp_gibberish'
import ErpOutcomeUnknown from '#erp/errors/erp_outcome_unknown'
import ErpRefused from '#erp/errors/erp_refused'
import ErpUnavailable from '#erp/errors/erp_unavailable'

const line = { productId: '1', description: 'Care', quantity: '1', unitPrice: '120.00', netCents: 12_000, taxCode: null }
const sent: InvoiceToPost = {
  reference: 'SVC-ABC',
  customerId: '7',
  issuedOn: null,
  currency: 'EUR',
  netCents: 12_000,
  text: '',
  lines: [line],
}
const posted = (changes: Partial<ErpInvoice> = {}): ErpInvoice => ({
  id: '9',
  number: '2026/0001',
  reference: 'SVC-ABC',
  customerId: '7',
  state: 'posted',
  issuedOn: null,
  currency: 'EUR',
  netCents: 12_000,
  taxCents: 2520,
  totalCents: 14_520,
  openCents: 14_520,
  lineCount: 1,
  dueDates: [],
  ...changes,
})

/** An ERP that holds these invoices and answers a posting like this. */
function erp(held: ErpInvoice[] | Error, answer: ErpInvoice | Error = posted()) {
  const calls = { posts: 0 }
  const connector = {
    async findInvoices() {
      if (held instanceof Error) throw held
      return held
    },
    async postInvoice() {
      calls.posts++
      if (answer instanceof Error) throw answer
      return answer
    },
  } as unknown as ErpConnector
  return { delivering: new DeliverInvoice(connector), calls }
}

test.group('Deliver invoice', () => {
  test('an invoice the ERP took as sent is accepted with its number and tax', async ({ assert }) => {
    const result = await erp([]).delivering.handle(sent)
    assert.equal(result.outcome, 'accepted')
    assert.deepInclude(result, { reply: { ...posted() } })
  })

  test('an invoice that is there already is adopted and not sent', async ({ assert }) => {
    const { delivering, calls } = erp([posted()])
    assert.include(await delivering.handle(sent), { outcome: 'accepted' })
    assert.equal(calls.posts, 0)
  })

  test('a draft is resumed, a cancelled one does not count', async ({ assert }) => {
    const { delivering, calls } = erp([posted({ state: 'cancelled' }), posted({ id: '10', state: 'draft', number: null })])
    assert.include(await delivering.handle(sent), { outcome: 'accepted' })
    assert.equal(calls.posts, 1)
  })

  for (const [what, changes] of Object.entries({
    net: { netCents: 12_001 },
    lines: { lineCount: 2 },
    currency: { currency: 'RON' },
    customer: { customerId: '8' },
  })) {
    test(`an invoice with another ${what} is held`, async ({ assert }) => {
      for (const { delivering } of [erp([], posted(changes)), erp([posted(changes)])]) {
        const result = await delivering.handle(sent)
        assert.equal(result.outcome, 'differs')
        assert.match((result as { problem: { sentence: string } }).problem.sentence, new RegExp(what))
      }
    })
  }

  test('several invoices under one reference are held', async ({ assert }) => {
    const { delivering, calls } = erp([posted(), posted({ id: '10', number: '2026/0002' })])
    const result = await delivering.handle(sent)
    assert.deepInclude(result, { outcome: 'differs', problem: { code: 'several', sentence: '2026/0001, 2026/0002' } })
    assert.lengthOf((result as unknown as { reply: { held: ErpInvoice[] } }).reply.held, 2)
    assert.equal(calls.posts, 0)
  })

  test('each failure says what may be done next', async ({ assert }) => {
    const outcome = async (error: Error) => {
      const result = await erp([], error).delivering.handle(sent)
      return result.outcome
    }

    assert.equal(await outcome(new ErpUnavailable('busy')), 'unavailable')
    assert.equal(await outcome(new ErpOutcomeUnknown('timeout')), 'outcome_unknown')
    assert.equal(await outcome(new ErpGibberish('<html>')), 'outcome_unknown')
    assert.equal(await outcome(new TypeError('bug')), 'outcome_unknown')
    assert.equal(await outcome(new ErpRefused('period_closed', 'The period is closed')), 'refused')
    assert.equal(await outcome(new ErpAccessDenied('no')), 'blocked')
  })

  test('that the reference is taken already is the good news that it arrived', async ({ assert }) => {
    const taken = new ErpRefused('duplicate_reference', 'SVC-ABC is invoice 2026/0001')
    const arriving = (later: ErpInvoice[]) => {
      const looks = [[], later]
      const connector = { findInvoices: async () => looks.shift()!, postInvoice: async () => Promise.reject(taken) }
      return new DeliverInvoice(connector as unknown as ErpConnector).handle(sent)
    }

    assert.deepInclude(await arriving([posted()]), { outcome: 'accepted' })
    assert.deepInclude(await arriving([posted({ netCents: 1 })]), { outcome: 'differs' })
    assert.deepInclude(await arriving([]), { outcome: 'refused', problem: { code: 'duplicate_reference', sentence: taken.sentence } })
  })

  test('what the look-up found is handed on, so that nobody looks twice', async ({ assert }) => {
    const draft = posted({ state: 'draft', number: null })
    for (const [held, expected] of [[[], null], [[draft], draft]] as const) {
      const given: unknown[] = []
      const connector = { findInvoices: async () => held, postInvoice: async (...all: unknown[]) => (given.push(all[1]), posted()) }
      await new DeliverInvoice(connector as unknown as ErpConnector).handle(sent)
      assert.deepEqual(given, [expected])
    }
  })

  test('a closed period is answered with the first open day, where the ERP knows it', async ({ assert }) => {
    const closed = new ErpRefused('period_closed', 'October is closed')
    const refusing = (firstOpenDay?: () => Promise<unknown>) =>
      new DeliverInvoice({ findInvoices: async () => [], postInvoice: async () => Promise.reject(closed), firstOpenDay } as unknown as ErpConnector).handle(sent)

    assert.deepInclude(await refusing(async () => '2026-11-01'), { outcome: 'refused', reply: { firstOpenDay: '2026-11-01' } })
    for (const silent of [undefined, async () => null, async () => Promise.reject(new Error('away'))]) assert.notProperty(await refusing(silent), 'reply')
  })

  test('a look-up that fails before sending means nothing was sent', async ({ assert }) => {
    const { delivering, calls } = erp(new ErpOutcomeUnknown('timeout'))
    assert.include(await delivering.handle(sent), { outcome: 'unavailable' })
    assert.equal(calls.posts, 0)
    assert.include(await delivering.lookUp(sent), { outcome: 'look_up_failed' })
  })
})
