import { inject } from '@adonisjs/core'
import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { dispatch } from '#shared/queue/queue'
import { rulesVersions } from '#billing/charge_sources'
import ComputeBillingRun from '#billing/actions/compute_billing_run'
import OpenBillingRun from '#billing/actions/open_billing_run'
import { computeRun } from '#billing/jobs/compute_run'
import type BillingRun from '#billing/models/billing_run'
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
    await dispatch(computeRun, { runId: run.id, token: run.token! }, { key: `run:${run.id}:${run.token}` })
    return run
  }

  async now(until: CalendarDate, maker: Actor | null, progress?: (read: number, total: number) => void, scope: RunScope = EVERYTHING): Promise<BillingRun> {
    const run = await this.open.handle(until, maker, rulesVersions(), scope)
    const ended = await this.compute.handle(run, progress)
    return ended.merge({
      linesRead: run.linesRead,
      chargesNew: run.chargesNew,
      chargesChanged: run.chargesChanged,
      chargesRemoved: run.chargesRemoved,
      chargesUnchanged: run.chargesUnchanged,
      chargesHeld: run.chargesHeld,
      failures: run.failures,
    })
  }
}
