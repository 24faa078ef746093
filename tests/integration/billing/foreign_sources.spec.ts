import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import { offerChargeSource, type ChargeSource, type DueCharge } from '#billing/charge_sources'
import { billedCharges } from '#billing/queries/billed_ledger'
import { runVerification } from '#billing/queries/run_verification'
import { unbilledStatement } from '#reporting/queries/unbilled_statement'
import { calendarDate } from '#shared/calendar/calendar_date'
import BillingWorld, { said } from '#tests/support/billing_world'

const day = calendarDate

/** Interventions that a domain of its own would keep: each is worth what it is worth today. */
interface Intervention {
  id: number
  companyId: number
  on: string
  cents: number
}

test.group('Work of a domain that billing does not know', (group) => {
  let world: BillingWorld
  let interventions: Intervention[] = []
  let companyId: number

  const chargeOf = ({ id, companyId: company, on, cents }: Intervention, values: Partial<DueCharge> = {}): DueCharge => ({
    ...{ sourceId: id, companyId: company, currency: 'EUR', kind: 'recurring', from: day(on), to: day('2026-02-01'), dueOn: day(on), netCents: cents, quantity: '1', unitPrice: (cents / 100).toFixed(2) },
    ...{ description: `Intervention ${id}`, productId: null, taxCode: null, groupKey: 'customer', revision: 0, correctsChargeId: null, explanation: { intervention: id }, previousCents: 0, isWholePeriod: false },
    ...values,
  })
  /** Expected less ledger: what is billed at another amount is given back and billed anew. */
  const work: ChargeSource = {
    type: 'intervention',
    rulesVersion: '1.0.0',
    count: async () => interventions.length,
    async *pages(until) {
      const ledger = await billedCharges('intervention', interventions.map(({ id }) => id))
      const due = interventions.filter(({ on, cents }) => on <= until && cents >= 0)
      yield {
        sourceIds: interventions.map(({ id }) => id),
        charges: due.flatMap((one) => {
          const billed = ledger.get(one.id) ?? []
          const live = billed.find(({ id, kind }) => kind === 'recurring' && !billed.some(({ correctsChargeId }) => correctsChargeId === id))
          if (live?.netCents === one.cents) return []
          const revision = billed.filter(({ kind }) => kind === 'recurring').length
          const back = live ? [chargeOf(one, { kind: 'credit', netCents: -live.netCents, correctsChargeId: live.id, revision: revision - 1 })] : []
          return [...back, chargeOf(one, { revision })]
        }),
        failures: interventions.filter(({ cents }) => cents < 0).map(({ id }) => ({ sourceId: id, code: 'no_price', message: `Intervention ${id} has no price` })),
      }
    },
  }

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
    companyId = await world.company()
    interventions = [{ id: 1, companyId, on: '2026-01-10', cents: 7_500 }]
    return offerChargeSource(work)
  })

  test('stands on the invoice beside the contracts, is certified and billed once', async ({ assert }) => {
    await world.contract(['100.00'], { company_id: companyId })
    const run = await world.bill('2026-01-31')
    assert.deepEqual((await world.invoices()).map(({ net_cents: net, line_count: lines }) => [Number(net), lines]), [[17_500, 2]])
    assert.include(run.rulesVersion, 'intervention 1.0.0')
    assert.isTrue((await runVerification(run))!.holds)
    assert.equal((await world.run('2026-01-31')).status, 'empty')
  })

  test('is left out and held like any other, and counted by the statement', async ({ assert }) => {
    interventions.push({ id: 2, companyId, on: '2026-01-12', cents: 500 })
    const run = await world.run('2026-01-31')
    await world.exclude(run.id, (await world.charges())[0].id)
    const { totals } = await unbilledStatement({ from: day('2026-01-01'), to: day('2026-01-31') })
    assert.deepInclude(totals.get('EUR'), { expectedCents: 8_000, excludedCents: 7_500, proposedCents: 500, differenceLines: 1 })

    await run.refresh()
    await world.approve(run)
    assert.deepEqual(said(await world.charges({ billing_run_id: (await world.run('2026-01-31')).id })), ['2026-01-10 75.00 proposed'])
  })

  test('that came to another amount since is given back and billed anew, and credited no further', async ({ assert }) => {
    await world.bill('2026-01-31')
    interventions[0].cents = 9_000
    const run = await world.bill('2026-01-31')
    assert.sameMembers(said(await world.charges({ billing_run_id: run.id })), ['2026-01-10 -75.00 billed', '2026-01-10 90.00 billed'])
    assert.equal((await world.run('2026-12-31')).status, 'empty')
  })

  test('that cannot be computed says why and stops nobody', async ({ assert }) => {
    interventions.push({ id: 2, companyId, on: '2026-01-12', cents: -1 })
    const run = await world.run('2026-01-31')
    assert.deepInclude(run.serialize(), { failures: 1, chargesNew: 1 })
    assert.equal((await db.from('billing_run_failures').where('billing_run_id', run.id).firstOrFail()).message, 'Intervention 2 has no price')
  })
})
