import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import type { ErpInvoice } from '#contracts/erp'
import DecideHandCredit from '#billing/actions/decide_hand_credit'
import RecordPosting from '#billing/actions/record_posting'
import { handCreditsOf } from '#billing/queries/hand_credits_of'
import { contractTruth } from '#reporting/queries/contract_truth'
import BillingWorld, { said } from '#tests/support/billing_world'
import { erpInvoice } from '#tests/support/erp_records'
import SyncWorld from '#tests/support/sync_world'
import '#start/followers'

test.group('Credits made by hand in the ERP', (group) => {
  let sync: SyncWorld
  let world: BillingWorld
  let contract: { id: number; lines: number[] }
  let invoice: Record<string, any>

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    sync = await SyncWorld.build()
    sync.fill(1)
    await sync.sync()
    world = await BillingWorld.build()
    const company = await db.from('companies').where('name', 'Customer 0001').firstOrFail()
    contract = await world.contract(['100.00', '50.00'], { company_id: company.id })
    await world.bill('2026-01-31')
    ;[invoice] = await world.invoices()
    const theirs = erpInvoice('9001', '0001', { reference: invoice.reference, netCents: 15_000, taxCents: 3_150, totalCents: 18_150, openCents: 18_150, lineCount: 2 })
    await db.from('invoices').where('id', invoice.id).update({ connection_id: sync.connection.id, status: 'queued' })
    await db.transaction((trx) => new RecordPosting().posted(invoice.id, theirs, trx))
    sync.erp.put('invoice', theirs)
    await sync.sync()
  })

  const credit = async (netCents: number, more: Partial<ErpInvoice> = {}, openOfOrigin = 0) => {
    sync.erp.advance(30)
    const totalCents = Math.round(netCents * 1.21)
    sync.erp.put('invoice', erpInvoice('9002', '0001', { netCents, taxCents: totalCents - netCents, totalCents, openCents: 0, state: 'paid', creditsId: '9001', ...more }))
    sync.erp.put('invoice', erpInvoice('9001', '0001', { reference: invoice.reference, netCents: 15_000, taxCents: 3_150, totalCents: 18_150, openCents: openOfOrigin, lineCount: 2 }))
    await sync.sync()
  }
  const proposed = async (until: string) => said(await world.charges({ billing_run_id: (await world.run(until)).id, state: 'proposed' }))
  const january = async () => (await contractTruth({ from: '2026-01', to: '2026-01', contractId: contract.id })).rows[0]

  test('a whole credit is linked to our invoice, and the next run neither charges nor credits those days again', async ({ assert }) => {
    await credit(-15_000)

    assert.containSubset(await handCreditsOf(invoice.id), [{ netCents: 15_000, excessCents: 0, treatment: 'kept', number: 'FV9002' }])
    assert.deepEqual(await proposed('2026-02-28'), ['2026-02-01 100.00 proposed', '2026-02-01 50.00 proposed'])
    assert.containSubset(await january(), { expectedCents: 15_000, billedCents: 15_000, postedCents: 15_000, paidCents: 0, creditedCents: -15_000, state: 'given' })
    const changes = await db.from('record_changes').where({ record_type: 'invoice', record_id: invoice.id, source: 'sync' })
    assert.isTrue(changes.some((row) => JSON.parse(row.changes).credited_there_cents?.[1] === 15_000))
  })

  test('a contract that ends after a credit in part is credited only what is left', async ({ assert }) => {
    await credit(-8_000, { lines: [{ id: 'a', productId: null, description: 'Goodwill', netCents: -8_000, creditsPosition: 1 }] }, 8_470)
    await world.change(contract.lines[0], 'terminate', '2026-01-01', { settlement: 'credit' })
    await world.change(contract.lines[1], 'terminate', '2026-01-01', { settlement: 'credit' })

    assert.deepEqual(await proposed('2026-02-28'), ['2026-01-01 -20.00 proposed', '2026-01-01 -50.00 proposed'])
  })

  test('a run that would credit what the ERP credited meanwhile is not approved before it is computed again', async ({ assert }) => {
    for (const line of contract.lines) await world.change(line, 'terminate', '2026-01-01', { settlement: 'credit' })
    const run = await world.run('2026-02-28')
    await credit(-15_000)

    await assert.rejects(() => world.approve(run), /compute the run again/)
    assert.deepEqual(await proposed('2026-02-28'), [])
  })

  test('somebody may have the days of a wrong invoice billed again, once', async ({ assert }) => {
    await credit(-15_000)
    const [{ id }] = await handCreditsOf(invoice.id)
    await new DecideHandCredit().handle(id, 'again', 'Wrong customer reference', world.maker)

    assert.deepEqual(await proposed('2026-01-31'), ['2026-01-01 100.00 proposed', '2026-01-01 50.00 proposed'])
    await world.bill('2026-01-31')
    assert.deepEqual(await proposed('2026-02-28'), ['2026-02-01 100.00 proposed', '2026-02-01 50.00 proposed'])
    assert.containSubset(await january(), { expectedCents: 15_000, billedCents: 30_000, creditedCents: -15_000, state: 'unposted' })
    await assert.rejects(() => new DecideHandCredit().handle(id, 'kept', 'After all', world.maker), /billed again already/)
  })

  test('what was credited only in part cannot be billed again, and what is given back too much is said', async ({ assert }) => {
    await credit(-16_000)
    const [{ id, excessCents }] = await handCreditsOf(invoice.id)
    assert.equal(excessCents, 1_000)
    await credit(-4_000)
    const [changed] = await handCreditsOf(invoice.id)
    assert.containSubset(changed, { netCents: 4_000, excessCents: 0 })
    assert.notEqual(changed.id, id)
    await assert.rejects(() => new DecideHandCredit().handle(changed.id, 'again', 'No', world.maker), /Only a part/)
  })

  test('a credit note cancelled in the ERP no longer counts, and ours never counts as made by hand', async ({ assert }) => {
    await credit(-15_000)
    await credit(-15_000, { state: 'cancelled' }, 18_150)
    assert.isEmpty(await handCreditsOf(invoice.id))
    assert.containSubset(await january(), { creditedCents: 0, state: 'unpaid' })

    await credit(-15_000, { id: '9003', reference: 'SVC-ABCDEFGHJK' } as never)
    assert.isEmpty(await handCreditsOf(invoice.id))
  })

  test('a credit that arrives before its invoice is recorded here is taken over afterwards', async ({ assert }) => {
    await db.from('invoices').where('id', invoice.id).update({ status: 'queued', erp_id: null })
    await credit(-15_000)
    assert.isEmpty(await handCreditsOf(invoice.id))

    const theirs = erpInvoice('9001', '0001', { reference: invoice.reference, netCents: 15_000, totalCents: 18_150 })
    await db.transaction((trx) => new RecordPosting().posted(invoice.id, theirs, trx))
    assert.lengthOf(await handCreditsOf(invoice.id), 1)
  })
})
