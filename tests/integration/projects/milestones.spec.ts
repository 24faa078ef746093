import { test } from '@japa/runner'
import fc from 'fast-check'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import SaveRecord from '#shared/records/actions/save_record'
import EnterCharge from '#billing/actions/enter_charge'
import WithdrawCreditRequest from '#billing/actions/withdraw_credit_request'
import WithdrawManualCharge from '#billing/actions/withdraw_manual_charge'
import { MANUAL_CHARGE } from '#billing/records/manual_charge'
import { unbilledStatement } from '#reporting/queries/unbilled_statement'
import { calendarDate } from '#shared/calendar/calendar_date'
import { actorFor, personWithRole } from '#tests/support/people'
import ProjectWorld, { TODAY } from '#tests/support/project_world'

const MONTH_END = '2026-01-31'

/** There is nothing to approve where nothing was due. */
const unlessEmpty = (error: Error) => {
  if (!/is empty/.test(error.message)) throw error
}

test.group('Milestones that bill', (group) => {
  let world: ProjectWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await ProjectWorld.build()
  })

  const linesOf = (milestoneId: number) =>
    db.from('invoice_lines').join('charges', 'charges.id', 'invoice_lines.charge_id').where('charges.explanation', 'like', `%/project-milestones/${milestoneId}"%`).orderBy('invoice_lines.id').select('invoice_lines.*')

  test('one that is reached enters one charge, which the next run proposes with what it follows from', async ({ assert }) => {
    const { id, milestones } = await world.running(['1/3', '1/3', '1/3'], { purchase_order: 'PO-7' })
    assert.deepEqual(await world.amounts(id), [3_333, 3_333, 3_334])
    await world.reach(milestones[2])
    await assert.rejects(() => world.reach(milestones[2]), /was reached/)

    await world.billing.run(MONTH_END)
    const [charge, ...others] = await world.billing.charges()
    assert.lengthOf(others, 0)
    const { origin } = JSON.parse(charge.explanation)
    assert.deepEqual([Number(charge.net_cents), charge.source_type, charge.due_on, charge.group_key], [3_334, 'manual_charge', TODAY, 'po:PO-7'])
    assert.deepEqual(origin.facts.map(({ value, cents }: { value?: string; cents?: number }) => value ?? cents), ['PR-000001 Hall 7', 'Milestone 3', '1/3', 10_000])
    assert.deepInclude(await db.from('milestone_reaches').firstOrFail(), { revision: 1, reached_on: TODAY, reached_by: world.actor.name })
  })

  test('one that was not reached after all leaves the run before it is billed', async ({ assert }) => {
    const { milestones } = await world.running(['100'])
    await world.reach(milestones[0])
    const run = await world.billing.run(MONTH_END)
    assert.isNull(await world.undo(milestones[0]))
    await assert.rejects(() => world.billing.approve(run), /Compute the run again/)
    await world.billing.run(MONTH_END)

    assert.lengthOf(await world.billing.charges(), 0)
    assert.equal(await world.standing(milestones[0]), 0)
    await assert.rejects(() => world.undo(milestones[0]), /was not reached/)
    await world.reach(milestones[0])
    assert.deepEqual((await db.from('manual_charges').orderBy('id')).map((row) => [row.source_key, row.state]), [[`project_milestone:${milestones[0]}:1`, 'withdrawn'], [`project_milestone:${milestones[0]}:2`, 'open']])
  })

  test('once billed, its credit is asked for, by who may; both together come to nothing', async ({ assert }) => {
    const { milestones } = await world.running(['100'])
    await world.reach(milestones[0])
    await world.billing.bill(MONTH_END)
    const seller = await actorFor(await personWithRole('sales'))
    await assert.rejects(() => world.undo(milestones[0], seller), /who may ask for credits/)
    assert.isNumber(await world.undo(milestones[0]))
    await world.billing.bill('2026-02-28')

    assert.deepEqual((await linesOf(milestones[0])).map((line) => Number(line.net_cents)), [10_000])
    const credit = await world.billing.charges({ kind: 'credit', state: 'billed' })
    assert.deepEqual(credit.map((charge) => Number(charge.net_cents)), [-10_000])
    assert.equal(await world.standing(milestones[0]), 0)
  })

  test('what was partly credited already is credited for the rest', async ({ assert }) => {
    const { milestones } = await world.running(['100'])
    await world.reach(milestones[0])
    await world.billing.bill(MONTH_END)
    const [line] = await linesOf(milestones[0])
    const { default: RequestCredits } = await import('#billing/actions/request_credits')
    await new RequestCredits().handle(Number(line.invoice_id), [{ chargeId: Number(line.charge_id), wish: { kind: 'amount', cents: 2_500 } }], 'Discount', world.actor, TODAY)
    assert.equal(await world.standing(milestones[0]), 7_500)

    await world.undo(milestones[0])
    assert.deepEqual((await db.from('credit_requests').orderBy('id')).map((row) => Number(row.net_cents)), [2_500, 7_500])
    assert.equal(await world.standing(milestones[0]), 0)
  })

  test('whose credit was withdrawn since is not reached again, since it is billed still', async ({ assert }) => {
    const { milestones } = await world.running(['100'])
    await world.reach(milestones[0])
    await world.billing.bill(MONTH_END)
    const credit = await world.undo(milestones[0])
    await new WithdrawCreditRequest().handle(credit!, 'Not that one', world.actor)
    await assert.rejects(() => world.reach(milestones[0]), /100\.00 EUR still stands/)
  })

  test('whatever is reached, taken back and billed in between: what is owed is what was reached', async ({ assert }) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom('reach', 'undo', 'bill'), { minLength: 2, maxLength: 6 }), async (steps) => {
        const { milestones } = await world.running(['40', '60'])
        let isReached = false
        for (const step of [...steps, 'bill']) {
          if (step === 'bill') await world.billing.bill('2026-12-31').catch(unlessEmpty)
          else if ((step === 'reach') === isReached) await assert.rejects(() => (isReached ? world.reach(milestones[0]) : world.undo(milestones[0])))
          else {
            await (isReached ? world.undo(milestones[0]) : world.reach(milestones[0]))
            isReached = !isReached
          }
          assert.equal(await world.standing(milestones[0]), isReached ? 4_000 : 0)
        }
      }),
      { numRuns: 5 }
    )
    const billed = await db.from('invoice_lines').sum('net_cents as net').first()
    const reached = await db.from('project_milestones').where('state', 'reached').sum('net_cents as net').first()
    assert.equal(Number(billed.net), Number(reached.net ?? 0))
  }).timeout(60_000)

  test('its charge is changed and withdrawn by it alone, and its key is nobody else’s', async ({ assert }) => {
    const { milestones } = await world.running(['100'])
    const chargeId = await world.reach(milestones[0])
    await assert.rejects(() => new SaveRecord().handle(MANUAL_CHARGE, { id: chargeId, values: { unit_price: '1' } }, world.actor), /follows from PR-000001 Hall 7 · Milestone 1/)
    await assert.rejects(() => new WithdrawManualCharge().handle(chargeId, 'No', world.actor), /follows from/)

    const { milestones: others } = await world.running(['100'])
    const values = { company_id: world.companyId, description: 'Taken', quantity: '1', unit_price: '1', currency: 'EUR', due_on: TODAY }
    await new EnterCharge().handle({ sourceKey: `project_milestone:${others[0]}:1`, values }, world.actor)
    await assert.rejects(() => world.reach(others[0]), /carries the key/)
    assert.lengthOf(await db.from('milestone_reaches').where('milestone_id', others[0]), 0)
  })

  test('the statement counts it: left to bill first, then billed, then given back', async ({ assert }) => {
    const figures = async () => {
      const { totals } = await unbilledStatement({ from: calendarDate('2026-01-01'), to: calendarDate('2026-12-31') })
      const euros = totals.get('EUR')
      return euros ? [euros.expectedCents, euros.billedCents, euros.creditedCents, euros.differenceCents] : null
    }
    const { milestones } = await world.running(['100'])
    assert.isNull(await figures())
    await world.reach(milestones[0])
    assert.deepEqual(await figures(), [10_000, 0, 0, 10_000])
    await world.billing.bill(MONTH_END)
    assert.deepEqual(await figures(), [10_000, 10_000, 0, 0])
  })
})
