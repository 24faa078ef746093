import app from '@adonisjs/core/services/app'
import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import { offerChargeSource, type ChargeSource } from '#billing/charge_sources'
import OpenBillingRun from '#billing/actions/open_billing_run'
import { computeRun } from '#billing/jobs/compute_run'
import BillingRun from '#billing/models/billing_run'
import { calendarDate } from '#shared/calendar/calendar_date'
import { contractCharges } from '#service_contracts/queries/contract_charges'
import BillingWorld from '#tests/support/billing_world'

const broken: ChargeSource = {
  ...contractCharges,
  async *pages() {
    throw new Error('Page 3 cannot be read')
  },
}

test.group('A billing run that cannot go on', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.teardown(() => void offerChargeSource(contractCharges))

  test('says why, and no longer once it could', async ({ assert }) => {
    const world = await BillingWorld.build()
    await world.contract(['100.00'])
    const { id, token } = await (await app.container.make(OpenBillingRun)).handle(calendarDate('2026-01-31'), world.maker, '1')
    const found = () => BillingRun.findOrFail(id)

    offerChargeSource(broken)
    await assert.rejects(() => computeRun.handle({ runId: id, token: token! }), 'Page 3 cannot be read')
    assert.containsSubset(await found(), { status: 'computing', error: 'Page 3 cannot be read' })

    offerChargeSource(contractCharges)
    await computeRun.handle({ runId: id, token: token! })
    assert.containsSubset(await found(), { status: 'proposed', error: null })
  })
})
