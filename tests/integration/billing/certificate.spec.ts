import { test } from '@japa/runner'
import ace from '@adonisjs/core/services/ace'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import BillingCertificate from '#billing/models/billing_certificate'
import type BillingRun from '#billing/models/billing_run'
import { certificateOf } from '#billing/queries/certified_lines'
import { runVerification } from '#billing/queries/run_verification'
import BillingWorld from '#tests/support/billing_world'

test.group('The certificate of a billing run', (group) => {
  let world: BillingWorld
  let run: BillingRun

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    await world.contract(['100.00', '20.00'])
    await world.contract(['1500'], { currency: 'JPY' })
    run = await world.bill('2026-02-28')
  })

  const verified = async () => (await runVerification(run))!

  test('holds after the approval, with a control total for each currency', async ({ assert }) => {
    const { holds, certificate, differences } = await verified()

    assert.isTrue(holds)
    assert.deepEqual(differences, [])
    assert.deepEqual(certificate.totals, [
      { currency: 'EUR', kind: 'recurring', lines: 4, netCents: 24_000 }, // 2 × (100.00 + 20.00)
      { currency: 'JPY', kind: 'recurring', lines: 2, netCents: 3_000 }, // 2 × ¥1500
    ])
    assert.equal(certificate.lineCount, 6)
  })

  test('finds out {what} that was altered behind the application')
    .with([
      { what: 'an amount', table: 'charges', values: { net_cents: 10_001 }, parts: ['lineHash', 'totals', 'number'], checks: ['line_for_each_charge'] },
      { what: 'a day', table: 'charges', values: { period_to: '2026-02-02' }, parts: ['lineHash', 'number'], checks: [] },
      { what: 'a reason', table: 'charges', values: { explanation: '{"price":"1.00"}' }, parts: ['inputHash', 'number'], checks: [] },
      { what: 'an invoice', table: 'invoices', values: { net_cents: 1 }, parts: [], checks: ['invoices_add_up'] },
      { what: 'an invoice line', table: 'invoice_lines', values: { net_cents: 1 }, parts: [], checks: ['line_for_each_charge', 'invoices_add_up'] },
      { what: 'a currency', table: 'invoices', values: { currency: 'USD' }, parts: [], checks: ['one_customer_and_currency'] },
    ])
    .run(async ({ assert }, { table, values, parts, checks }) => {
      const { id } = await db.from(table).orderBy('id').firstOrFail()
      await db.from(table).where('id', id).update(values)
      const found = await verified()

      assert.isFalse(found.holds)
      assert.deepEqual([...found.differences] as string[], parts)
      assert.deepEqual(found.checks.filter(({ offenders }) => offenders.length > 0).map(({ check }) => String(check)), checks)
    })

  test('finds out a line that was removed or added', async ({ assert }) => {
    const { id } = await db.from('charges').orderBy('id', 'desc').firstOrFail()
    await db.from('invoice_lines').where('charge_id', id).delete()
    await db.from('charges').where('id', id).delete()

    assert.include((await verified()).differences, 'lineCount')
  })

  test('does not count what was left out, and still covers what was withdrawn later', async ({ assert }) => {
    const next = await world.run('2026-03-31')
    const [first] = await db.from('charges').where('billing_run_id', next.id).orderBy('id')
    await world.exclude(next.id, Number(first.id))
    await next.refresh()
    run = await world.approve(next)
    assert.equal((await verified()).certificate.lineCount, 2)

    await db.from('charges').where({ billing_run_id: run.id, state: 'billed' }).update({ state: 'withdrawn', ledger_key: null })
    assert.deepInclude(await verified(), { holds: true, withdrawn: 2 })
  })

  test('is refused to a run whose invoices contradict its charges, and nothing is approved', async ({ assert }) => {
    const next = await world.run('2026-03-31')
    const { id } = await db.from('invoices').where('billing_run_id', next.id).firstOrFail()
    await db.from('invoices').where('id', id).update({ net_cents: 1 })

    await assert.rejects(() => world.approve(next), /does not hold together \(invoices_add_up/)
    await next.refresh()
    assert.equal(next.status, 'proposed')
  })

  test('is verified by a command, which says by its exit code how it ended', async ({ assert }) => {
    const exitCode = async (number: number) => {
      ace.ui.switchMode('raw')
      return (await ace.exec('billing:verify', [String(number)])).exitCode
    }

    assert.equal(await exitCode(run.id), 0)
    assert.equal(await exitCode(9999), 2)
    await db.from('invoices').where('billing_run_id', run.id).update({ net_cents: 1 })
    assert.equal(await exitCode(run.id), 1)
  })

  test('that was made before lines had an order of their own is verified in the order in which they were written', async ({ assert }) => {
    const [first, second] = [await world.company(), await world.company()]
    await world.contract(['5.00', '6.00'], { company_id: second })
    await world.contract(['7.00'], { company_id: first })
    const next = await world.bill('2026-02-28')
    const written = await certificateOf(next, 'written', db.connection())
    const certificate = await BillingCertificate.findByOrFail('billingRunId', next.id)
    assert.notEqual(written.lineHash, certificate.lineHash)
    await certificate.merge({ ...written, lineOrder: 'written' }).save()

    const verify = async () => (await ace.exec('billing:verify', [String(next.id)])).exitCode
    ace.ui.switchMode('raw')
    assert.equal(await verify(), 0)
    await db.from('charges').where('billing_run_id', next.id).orderBy('id', 'desc').limit(1).update({ unit_price: '7.01' })
    assert.equal(await verify(), 1)
    assert.deepEqual((await runVerification(next))!.differences, ['lineHash', 'number'])
  })
})
