import ace from '@adonisjs/core/services/ace'
import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import testUtils from '@adonisjs/core/services/test_utils'
import DiscardRun from '#billing/actions/discard_run'
import StartBillingRun from '#billing/actions/start_billing_run'
import { namedScope } from '#billing/queries/named_scope'
import { EVERYTHING, type RunScope } from '#billing/rules/run_scope'
import { calendarDate } from '#shared/calendar/calendar_date'
import BillingWorld, { said } from '#tests/support/billing_world'

test.group('A billing run about a part of the work', (group) => {
  let world: BillingWorld

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(async () => {
    world = await BillingWorld.build()
  })

  const run = async (until: string, scope: Partial<RunScope>) => {
    const start = await app.container.make(StartBillingRun)
    return start.now(calendarDate(until), world.maker, undefined, { ...EVERYTHING, ...scope })
  }

  test('proposes what lies in its scope and nothing else, whatever the scope names', async ({ assert }) => {
    const one = await world.contract(['100.00'], { erp_site_id: 1 })
    await world.contract(['20.00'], { kind: 'warranty', erp_site_id: 2 })
    const amounts = async (scope: Partial<RunScope>) => {
      const made = await run('2026-01-31', scope)
      const found = (await world.charges({ billing_run_id: made.id })).map(({ net_cents: net }) => Number(net))
      await new DiscardRun().handle(made.id).catch(() => {})
      return found
    }

    assert.deepEqual(await amounts({ companyId: one.companyId }), [10_000])
    assert.deepEqual(await amounts({ siteId: 2 }), [2_000])
    assert.deepEqual(await amounts({ contractKind: 'warranty' }), [2_000])
    assert.deepEqual(await amounts({ source: 'contract_line' }), [10_000, 2_000])
    assert.deepEqual(await amounts({ source: 'point_sale' }), [])
    assert.deepEqual(await amounts({ companyId: one.companyId, siteId: 2 }), [])
    assert.deepEqual(await amounts({}), [10_000, 2_000])
  })

  test('credits nothing outside of its scope, and is empty the second time', async ({ assert }) => {
    const [one, two] = [await world.contract(['100.00']), await world.contract(['20.00'])]
    await world.bill('2026-02-28')
    for (const line of [...one.lines, ...two.lines]) await world.change(line, 'terminate', '2026-02-01', { credit: 'credit' })

    const made = await run('2026-02-28', { companyId: one.companyId })
    assert.deepEqual(said(await world.charges({ billing_run_id: made.id })), ['2026-02-01 -100.00 proposed'])
    await world.approve(made)
    const again = await run('2026-02-28', { companyId: one.companyId })
    assert.deepEqual([again.status, again.changes], ['empty', 0])
    assert.deepEqual(said(await world.charges({ billing_run_id: (await run('2026-02-28', {})).id })), ['2026-02-01 -20.00 proposed'])
  })

  test('stands beside one of another customer, and refuses one that covers the same', async ({ assert }) => {
    const [one, two] = [await world.contract(['100.00']), await world.contract(['20.00'])]
    const first = await run('2026-01-31', { companyId: one.companyId })
    const beside = await run('2026-01-31', { companyId: two.companyId })
    assert.notEqual(beside.id, first.id)

    await assert.rejects(() => run('2026-01-31', {}), `Run ${first.id} is open and covers some of the same charges; approve or discard it first`)
    await assert.rejects(() => run('2026-01-31', { siteId: 3 }), /is open and covers/)
    assert.equal((await run('2026-02-28', { companyId: one.companyId })).id, first.id)

    await new DiscardRun().handle(first.id)
    await new DiscardRun().handle(beside.id)
    assert.equal((await run('2026-01-31', {})).chargesNew, 2)
    assert.equal((await db.from('billing_runs').where('status', 'discarded').count('* as n').first()).n, 2)
  })

  test('takes what moved out of its scope out of the open run, and leaves what another run holds to that', async ({ assert }) => {
    const contract = await world.contract(['100.00'], { erp_site_id: 1 })
    const first = await run('2026-01-31', { siteId: 1 })
    await db.from('service_contracts').where('id', contract.id).update({ erp_site_id: 2 })
    const second = await run('2026-01-31', { siteId: 2 })
    assert.deepEqual([second.chargesNew, second.failures, second.status], [0, 1, 'empty'])
    assert.equal((await db.from('billing_run_failures').where('billing_run_id', second.id).firstOrFail()).code, 'in_other_run')

    assert.equal((await run('2026-01-31', { siteId: 1 })).status, 'empty')
    assert.equal((await run('2026-01-31', { siteId: 2 })).chargesNew, 1)
    assert.equal((await world.charges({ billing_run_id: first.id })).length, 0)
  })

  test('is certified as what it was about', async ({ assert }) => {
    const { companyId } = await world.contract(['100.00'])
    const number = async (scope: Partial<RunScope>) => {
      const made = await world.approve(await run('2026-01-31', scope))
      const { number: found } = await db.from('billing_certificates').where('billing_run_id', made.id).firstOrFail()
      await db.from('invoice_lines').delete()
      await db.from('charges').delete()
      return found
    }
    const [everything, customer] = [await number({}), await number({ companyId })]
    assert.notEqual(everything, customer)
    assert.equal(await number({ companyId }), customer)
  })

  test('is named to the command by company, site and kind, and what is not there is refused', async ({ assert }) => {
    const { companyId } = await world.contract(['100.00'])
    assert.deepEqual(await namedScope({ company: companyId, kind: 'contract_line:maintenance' }), { ...EVERYTHING, companyId, source: 'contract_line', contractKind: 'maintenance' })
    await assert.rejects(() => namedScope({ company: 999_999 }), 'There is no company 999999')
    await assert.rejects(() => namedScope({ site: 'NOWHERE' }), 'There is no site NOWHERE')
    await assert.rejects(() => namedScope({ kind: 'wishes' }), 'There is no kind wishes')

    const ran = await ace.exec('billing:run', ['--until', '2026-01-31', '--company', String(companyId), '--rehearse'])
    assert.equal(ran.exitCode ?? 0, 0)
    const kept = await db.from('run_rehearsals').firstOrFail()
    assert.deepEqual([kept.scope_key, Number(kept.line_count), (await world.charges()).length], [`companyId=${companyId}`, 1, 0])
  })
})
