import { test } from '@japa/runner'
import type { InvoiceToPost } from '#contracts/erp'
import TrytonConnector from '#erp/connectors/tryton/tryton_connector'
import FaultProxy, { type Fault } from '#tests/support/fault_proxy'
import { hasTryton, TRYTON, WITHOUT_TRYTON } from '#tests/support/tryton/tryton_server'

const CREATE = '"model.account.invoice.create"'
const POST = '"model.account.invoice.post"'
const READ = 'search_read'
const HTML = '<html><h1>It works!</h1></html>'
const failure = (...error: unknown[]): Fault => ({
  kind: 'answer',
  status: 200,
  body: JSON.stringify({ id: 1, error }),
})

let references = 0
const invoice = (): InvoiceToPost => ({
  reference: `F-${Date.now().toString(36)}-${++references}`,
  customerId: '6',
  issuedOn: null,
  currency: 'EUR',
  netCents: 75_00,
  text: 'Contract C-2',
  lines: [
    { productId: '10', description: 'Maintenance', quantity: '1', unitPrice: '75', netCents: 75_00, taxCode: null },
  ],
})

test.group('Tryton when things go wrong', (group) => {
  const proxy = new FaultProxy(TRYTON.url)
  const open = (changes = {}) => new TrytonConnector({ ...TRYTON, url: proxy.url, ...changes })
  const strike = (fault: Fault, call: string) => proxy.next(fault, (body) => body.includes(call))
  const kindOf = (work: Promise<unknown>) =>
    work.then(
      () => 'no failure',
      (error) => error.kind ?? error
    )
  const firstPage = (erp: TrytonConnector) => erp.readPage('customer', { since: null, after: null, limit: 1 })
  let erp: TrytonConnector

  group.tap((one) => one.skip(async () => !(await hasTryton()), WITHOUT_TRYTON).timeout(60_000))
  group.setup(async () => {
    if (!(await hasTryton())) return
    await proxy.start()
    erp = open()
    await erp.describe()
  })
  group.each.setup(() => proxy.forget())
  group.teardown(async () => {
    if (!(await hasTryton())) return
    await erp.close()
    await proxy.stop()
  })

  test('a wrong password is said once and not tried again', async ({ assert }) => {
    const stranger = open({ username: `stranger-${Date.now()}` })
    assert.equal(await kindOf(stranger.describe()), 'access_denied')
    assert.equal(await kindOf(firstPage(stranger)), 'access_denied')
    assert.equal(await kindOf(stranger.postInvoice(invoice())), 'access_denied')
    assert.lengthOf(
      proxy.seen.filter((body) => body.includes('common.db.login')),
      1
    )
  })

  test('a database that does not exist is a matter of settings', async ({ assert }) => {
    assert.equal(
      await kindOf(open({ database: 'nowhere' }).readPage('customer', { since: null, after: null, limit: 1 })),
      'access_denied'
    )
  })

  test('an ended session is renewed once', async ({ assert }) => {
    strike({ kind: 'answer', status: 401, body: HTML }, READ)
    assert.equal(await kindOf(firstPage(erp)), 'no failure')

    strike({ kind: 'answer', status: 401, body: HTML }, READ)
    strike({ kind: 'answer', status: 401, body: HTML }, READ)
    assert.equal(await kindOf(firstPage(erp)), 'access_denied')
    assert.equal(await kindOf(firstPage(erp)), 'no failure')
  })

  test('an ERP that is down did nothing, and is asked again later', async ({ assert }) => {
    await proxy.stop()
    assert.equal(await kindOf(firstPage(erp)), 'unavailable')
    assert.equal(await kindOf(erp.postInvoice(invoice())), 'unavailable')

    await proxy.start()
    assert.equal(await kindOf(firstPage(erp)), 'no failure')
  })

  test('rubbish in answer to a question is named as such', async ({ assert }) => {
    for (const [status, body, kind] of [
      [200, HTML, 'gibberish'],
      [200, '', 'gibberish'],
      [200, '{"hello":"world"}', 'gibberish'],
      [500, HTML, 'unavailable'],
      [503, '', 'unavailable'],
      [429, '', 'unavailable'],
      [403, HTML, 'access_denied'],
    ] as const) {
      strike({ kind: 'answer', status, body }, READ)
      assert.equal(await kindOf(firstPage(erp)), kind, `${status} ${body}`)
    }
  })

  test('an invoice whose answer is lost is found and not posted twice ({0} after {1})')
    .with([
      ['cut', POST, 'posted'],
      ['cut', CREATE, 'draft'],
      ['drop', POST, 'draft'],
      ['drop', CREATE, 'none'],
    ] as const)
    .run(async ({ assert }, [kind, call, state]) => {
      const wanted = invoice()
      strike({ kind }, call)
      assert.equal(await kindOf(erp.postInvoice(wanted)), 'outcome_unknown')

      const [found] = await erp.findInvoices(wanted.reference)
      assert.equal(found?.state ?? 'none', state)
      const posted = await erp.postInvoice(wanted)
      assert.equal(posted.state, 'posted')
      if (found) assert.equal(posted.id, found.id)
      assert.lengthOf(await erp.findInvoices(wanted.reference), 1)
    })

  test('an unintelligible answer to a posting leaves its outcome open', async ({ assert }) => {
    for (const answer of [
      { status: 502, body: HTML },
      { status: 200, body: HTML },
      { status: 200, body: '' },
    ]) {
      strike({ kind: 'answer', ...answer }, POST)
      assert.equal(await kindOf(erp.postInvoice(invoice())), 'outcome_unknown')
    }
  })

  test('an answer that comes too late leaves the outcome open, and the invoice is found when it is there', async ({
    assert,
  }) => {
    const wanted = invoice()
    const hasty = open({ timeoutMs: 2500 })
    await hasty.describe()
    strike({ kind: 'delay', ms: 3500 }, POST)
    assert.equal(await kindOf(hasty.postInvoice(wanted)), 'outcome_unknown')

    await new Promise((resolve) => setTimeout(resolve, 2500))
    const [found] = await erp.findInvoices(wanted.reference)
    assert.equal(found.state, 'posted')
    await hasty.close()
  })

  test('another poster in the way is waited for', async ({ assert }) => {
    const lock = failure('could not obtain lock on row in relation "ir_sequence_strict"\n', '')
    strike(lock, POST)
    strike(lock, POST)

    const posted = await erp.postInvoice(invoice())
    assert.equal(posted.state, 'posted')
  })

  test('a warning is accepted on record and the posting goes on', async ({ assert }) => {
    strike(failure('UserWarning', [`contract_test_${Date.now()}`, 'The payment date is in the past.', '']), POST)

    const posted = await erp.postInvoice(invoice())
    assert.equal(posted.state, 'posted')
    assert.isTrue(proxy.seen.some((body) => body.includes('model.res.user.warning.create')))
  })

  test('a draft that says something else is not touched', async ({ assert }) => {
    const wanted = invoice()
    strike({ kind: 'drop' }, POST)
    await kindOf(erp.postInvoice(wanted))
    const other = { ...wanted, netCents: 80_00, lines: [{ ...wanted.lines[0], unitPrice: '80', netCents: 80_00 }] }

    const refusal = await erp.postInvoice(other).then(
      () => null,
      (error) => error
    )
    assert.equal(refusal?.code, 'draft_differs')
    const [untouched] = await erp.findInvoices(wanted.reference)
    assert.equal(untouched.netCents, 75_00)
  })
})
