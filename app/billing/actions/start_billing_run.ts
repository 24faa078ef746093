import { inject } from '@adonisjs/core'
import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { rulesVersions } from '#billing/charge_sources'
import ComputeBillingRun from '#billing/actions/compute_billing_run'
import type { Progress } from '#billing/actions/run_pulse'
import OpenBillingRun from '#billing/actions/open_billing_run'
import { ringWorkers } from '#billing/jobs/compute_run'
import type BillingRun from '#billing/models/billing_run'
import { billingSettings } from '#billing/queries/billing_settings'
import { EVERYTHING, type RunScope } from '#billing/rules/run_scope'

/** Opens a run and computes it, in the queue for people and at once for commands. */
@inject()
export default class StartBillingRun {
  constructor(
    protected open: OpenBillingRun,
    protected compute: ComputeBillingRun
  ) {}

  async later(until: CalendarDate, maker: Actor, scope: RunScope = EVERYTHING): Promise<BillingRun> {
    const run = await this.open.handle(until, maker, rulesVersions(), scope)
    await ringWorkers(run.id, run.token!, (await billingSettings()).workers)
    return run
  }

  /** @param opened called with the run before it is computed, so that others can be asked to take part */
  async now(until: CalendarDate, maker: Actor | null, progress: Progress = () => {}, scope: RunScope = EVERYTHING, opened: (run: BillingRun) => void = () => {}): Promise<BillingRun> {
    const run = await this.open.handle(until, maker, rulesVersions(), scope)
    opened(run)
    return this.compute.handle(run, { progress })
  }
}
