import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import BillingWorld, { said } from '#tests/support/billing_world'

test.group('The billing run', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  test('bills every month that is due and not a day more', async ({ assert }) => {
    await world.contract(['100.00'])
    const run = await world.run('2026-03-31')

    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 proposed', '2026-02-01 100.00 proposed', '2026-03-01 100.00 proposed'])
    assert.deepInclude(run.serialize(), { status: 'proposed', linesRead: 1, chargesNew: 3, chargesChanged: 0, chargesRemoved: 0 })
  })

  test('run again says 0 changes and leaves the proposals alone', async ({ assert }) => {
    await world.contract(['100.00', '20.00'])
    const first = await world.run('2026-02-28')
    const before = await world.invoices()
    const again = await world.run('2026-02-28')

    assert.equal(again.changes, 0)
    assert.deepInclude(again.serialize(), { id: first.id, revision: first.revision, chargesUnchanged: 4 })
    assert.deepEqual(await world.invoices(), before)
  })

  test('changes what came out differently and removes what is no longer due', async ({ assert }) => {
    const { lines } = await world.contract(['100.00'])
    const seen = await world.run('2026-03-31')
    await world.change(lines[0], 'amend', '2026-02-01', { price: '120.00' })
    await world.change(lines[0], 'terminate', '2026-03-01')
    const run = await world.run('2026-03-31')

    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 proposed', '2026-02-01 120.00 proposed'])
    assert.deepInclude(run.serialize(), { chargesNew: 0, chargesChanged: 1, chargesRemoved: 1, chargesUnchanged: 1 })
    assert.isAbove(run.revision, seen.revision)
    assert.deepEqual((await world.invoices()).map(({ net_cents: net }) => Number(net)), [22_000])
  })

  test('finds nothing due and ends as empty', async ({ assert }) => {
    await world.contract(['100.00'], { status: 'draft' })
    await world.contract(['100.00'], { status: 'cancelled' })
    const run = await world.run('2026-03-31')

    assert.equal(run.status, 'empty')
    assert.isFalse(run.isOpen)
    assert.deepEqual(await world.charges(), [])
  })

  test('what was left out stays out when the run is computed again', async ({ assert }) => {
    await world.contract(['100.00', '20.00'])
    const run = await world.run('2026-01-31')
    const [charge] = await world.charges()
    await world.exclude(run.id, charge.id)
    const again = await world.run('2026-01-31')

    assert.equal(again.changes, 0)
    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 excluded', '2026-01-01 20.00 proposed'])
    assert.deepEqual((await world.invoices()).map(({ net_cents: net }) => Number(net)), [2_000])
  })

  test('a run of which everything was left out can be computed again, approved, and the next proposes it all', async ({ assert }) => {
    await world.contract(['100.00'])
    const run = await world.run('2026-01-31')
    const [charge] = await world.charges()
    await world.exclude(run.id, charge.id)
    const again = await world.run('2026-01-31')
    assert.equal(again.status, 'proposed')

    await world.approve(again)
    const next = await world.run('2026-01-31')
    assert.notEqual(next.id, run.id)
    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 excluded', '2026-01-01 100.00 proposed'])
  })

  test('a line that cannot be computed is reported and stops nobody', async ({ assert }) => {
    const broken = await world.contract(['100.00'])
    await db.from('contract_lines').where('id', broken.lines[0]).update({ unit_price: 'twelve' })
    await world.contract(['20.00'])
    const run = await world.run('2026-01-31')

    assert.deepEqual(said(await world.charges()), ['2026-01-01 20.00 proposed'])
    assert.equal(run.failures, 1)
    const [failure] = await db.from('billing_run_failures').where('billing_run_id', run.id)
    assert.equal(Number(failure.source_id), broken.lines[0])
  })

  test('an amount beyond what an invoice can hold is reported by name, and the others are billed', async ({ assert }) => {
    const large = await world.contract(['99999999999999999.99'])
    // in a currency of its own: with another line of the same the run would come to more than can be certified
    const largest = await world.contract(['90071992547409.91'], { currency: 'USD' })
    await world.contract(['20.00'])
    const run = await world.run('2026-01-31')

    assert.deepInclude(run.serialize(), { failures: 1, chargesNew: 2, status: 'proposed' })
    const [failure] = await db.from('billing_run_failures').where('billing_run_id', run.id)
    assert.deepEqual([Number(failure.source_id), failure.code], [large.lines[0], 'amount_too_large'])
    assert.match(failure.message, /99999999999999999\.99 is too large to be billed/)
    await world.approve(run)
    const [charge] = await world.charges({ source_id: largest.lines[0] })
    assert.equal(String(charge.net_cents), '9007199254740991') // 2^53 − 1 cents, the largest whole amount
    assert.deepEqual(await world.charges({ source_id: large.lines[0] }), [])
  })

  test('what was approved is billed: a later run asks only for what came since', async ({ assert }) => {
    await world.contract(['100.00'])
    await world.bill('2026-01-31')
    await world.run('2026-02-28')

    assert.deepEqual(said(await world.charges()), ['2026-01-01 100.00 billed', '2026-02-01 100.00 proposed'])
  })

  test('a termination credits the unused days, never more than was billed', async ({ assert }) => {
    const { lines } = await world.contract(['310.00'])
    await world.bill('2026-01-31')
    await world.change(lines[0], 'terminate', '2026-01-21', { credit: 'credit' })
    await world.run('2026-01-31')

    // 11 of 31 days of January: 310.00 × 11 / 31 = 110.00
    assert.deepEqual(said(await world.charges({ kind: 'credit' })), ['2026-01-21 -110.00 proposed'])
    const [credit] = await world.invoices({ status: 'proposed' })
    assert.deepInclude(credit, { kind: 'credit_note' })

    await world.change(lines[0], 'amend', '2026-01-01', { price: '1.00' })
    await world.bill('2026-01-31')
    const net = (await world.charges({ source_id: lines[0], state: 'billed' })).reduce((sum, charge) => sum + Number(charge.net_cents), 0)
    assert.isAtLeast(net, 0)
    assert.equal((await world.run('2026-01-31')).status, 'empty')
  })
})
