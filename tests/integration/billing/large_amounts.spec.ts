import { test } from '@japa/runner'
import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import ExcludeCharge from '#billing/actions/exclude_charge'
import EnterCharge from '#billing/actions/enter_charge'
import WithdrawManualCharge from '#billing/actions/withdraw_manual_charge'
import { offerChargeSource, type ChargeSource } from '#billing/charge_sources'
import { runFailures } from '#billing/queries/run_failures'
import { runTotals } from '#billing/queries/run_proposals'
import { calendarDate } from '#shared/calendar/calendar_date'
import BillingWorld, { said } from '#tests/support/billing_world'

/** The most that an amount holds, 2^53 − 1 cents. */
const MOST = '90071992547409.91'
const MOST_CENTS = 9_007_199_254_740_991

test.group('Amounts beyond what an invoice can hold', (group) => {
  let world: BillingWorld
  let count = 0

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  const enter = async (price: string, companyId: number, more: Record<string, unknown> = {}) => {
    const values = { company_id: companyId, description: `Charge ${price}`, quantity: '1', unit_price: price, currency: 'EUR', due_on: '2026-01-10', ...more }
    return new EnterCharge().handle({ sourceKey: `test:${(count += 1)}`, values }, world.maker)
  }
  const exclude = () => app.container.make(ExcludeCharge)

  test('a single charge is refused at its price, and nothing is written', async ({ assert }) => {
    const companyId = await world.company()
    const refused = await enter(MOST, companyId, { quantity: '2' }).catch((error) => error)
    assert.deepInclude(refused, { field: 'unit_price', key: 'billing.manual_charge.errors.amount', status: 422 })
    assert.lengthOf(await db.from('manual_charges'), 0)
  })

  test('a proposal that comes to more stands among the failures, and the others go on', async ({ assert }) => {
    const [big, small] = [await world.company(), await world.company()]
    for (const price of [MOST, '0.01']) await enter(price, big)
    await enter('50.00', small)
    let run = await world.run('2026-01-31')

    assert.deepEqual((await world.invoices({ billing_run_id: run.id })).map((one) => [Number(one.company_id), Number(one.net_cents)]), [[small, 5_000]])
    const failures = await runFailures(run.id)
    assert.deepEqual(failures.map(({ code, currency }) => `${code} ${currency}`), ['sum_too_large EUR', 'sum_too_large EUR'])
    assert.match(failures[0].href!, /^\/billing\/manual-charges\/\d+$/)

    const revision = run.revision
    run = await world.run('2026-01-31')
    assert.deepEqual([run.revision, run.changes, (await runFailures(run.id)).length], [revision, 0, 2])
    await world.approve(run)
    assert.deepEqual((await db.from('manual_charges').orderBy('id')).map(({ state }) => state), ['open', 'open', 'billed'])
    assert.lengthOf((await world.charges({ billing_run_id: (await world.run('2026-02-28')).id })), 2)
  })

  test('what was left out is taken back in as far as the invoice holds it', async ({ assert }) => {
    const companyId = await world.company()
    const ids = [await enter(MOST, companyId), await enter('0.01', companyId)]
    const run = await world.run('2026-01-31')
    const [large, cent] = await world.charges()
    await (await exclude()).undo(run.id, large.id)
    assert.deepEqual((await world.invoices()).map((one) => Number(one.net_cents)), [MOST_CENTS])
    const refused = await exclude().then((action) => action.undo(run.id, cent.id)).catch((error) => error)
    assert.deepInclude(refused, { key: 'billing.errors.sum_too_large', values: { currency: 'EUR' } })

    await new WithdrawManualCharge().handle(ids[0], 'Slip of the keyboard', world.maker)
    await world.run('2026-01-31')
    assert.deepEqual((await world.charges()).map(({ state, excluded_reason: reason }) => [state, reason]), [['excluded', 'sum_too_large']])
    await (await exclude()).undo(run.id, cent.id)
    assert.deepEqual(said(await world.charges()), ['2026-01-10 0.01 proposed'])
    assert.lengthOf(await runFailures(run.id), 0)
  })

  test('credits beside charges count exactly, however large both are', async ({ assert }) => {
    const { proposalsOf } = await import('#billing/rules/proposals')
    const charge = (id: number, netCents: number) => ({ id, companyId: 1, currency: 'EUR', groupKey: 'customer', anomalies: '', netCents })
    const [proposal] = proposalsOf([charge(1, MOST_CENTS), charge(2, MOST_CENTS), charge(3, -MOST_CENTS), charge(4, -2)])
    assert.equal(proposal.netCents, MOST_CENTS - 2)
  })

  test('a run that comes to more is not certified; its total is shown to the cent', async ({ assert }) => {
    const companies = [await world.company(), await world.company()]
    for (const companyId of companies) await enter(MOST, companyId)
    const run = await world.run('2026-01-31')
    assert.deepEqual((await runTotals(run.id)).totals.map(({ netCents }) => netCents), [BigInt(MOST_CENTS) * 2n])

    const refused = await world.approve(run).catch((error) => error)
    assert.match(String(refused.message), /more in EUR than can be certified/)
    assert.lengthOf(await db.from('billing_certificates'), 0)
    assert.deepEqual([...new Set((await db.from('manual_charges')).map(({ state }) => state))], ['open'])
  })

  test('a source whose amount is too large is named, and its other charges come', async ({ assert }) => {
    const companyId = await world.company()
    const due = (sourceId: number, netCents: number) => ({
      ...{ sourceId, companyId, currency: 'EUR', kind: 'recurring' as const, from: calendarDate('2026-01-01'), to: calendarDate('2026-02-01'), dueOn: calendarDate('2026-01-01'), netCents, quantity: '1', unitPrice: '1', description: `Flight ${sourceId}` },
      ...{ productId: null, taxCode: null, groupKey: 'customer', revision: 0, correctsChargeId: null, explanation: { manual: { id: 1, quantity: '1', unitPrice: '1' } }, previousCents: null, isWholePeriod: true },
    })
    const flights: ChargeSource = {
      type: 'flight',
      rulesVersion: '1',
      count: async () => 2,
      async *pages() {
        yield { sourceIds: [1, 2], charges: [due(1, MOST_CENTS + 1), due(2, 100)], failures: [] }
      },
    }
    const takeBack = offerChargeSource(flights)
    try {
      const run = await world.run('2026-01-31')
      assert.deepEqual((await runFailures(run.id)).map(({ code, sourceId, message }) => [code, sourceId, message]), [['amount_too_large', 1, 'Flight 1: the amount is larger than an invoice can hold']])
      assert.deepEqual((await world.charges()).map((charge) => Number(charge.source_id)), [2])
    } finally {
      takeBack()
    }
  })

  test('a contract line dearer than that is named, and the others of its contract come', async ({ assert }) => {
    await world.contract(['10.00', '999999999999999'])
    const run = await world.run('2026-01-31')
    assert.deepEqual(said(await world.charges()), ['2026-01-01 10.00 proposed'])
    assert.lengthOf(await runFailures(run.id), 1)
  })
})
