import { registerJob } from '#shared/queue/jobs'
import { calendarDate } from '#shared/calendar/calendar_date'
import RehearseBillingRun from '#billing/actions/rehearse_billing_run'
import type { RunScope } from '#billing/rules/run_scope'
import type { JobDefinition } from '#contracts/queue'

/** Computes what a run would propose and keeps its lines. */
export const rehearseRun: JobDefinition<{ until: string; scope: RunScope; by: string | null }> = {
  name: 'billing.rehearse_run',
  lane: 'billing',
  attempts: 2,
  async handle({ until, scope, by }) {
    await new RehearseBillingRun().handle(calendarDate(until), scope, { by })
  },
}

registerJob(rehearseRun)
