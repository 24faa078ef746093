import type { Actor } from '#shared/actor'
import StartUndertaking from '#shared/undertakings/actions/start_undertaking'
import { atOnce } from '#shared/undertakings/at_once'
import { undertakingAbout, type Undertaking } from '#shared/undertakings/queries/undertaking_about'
import type { AskedComparison } from '#billing/actions/compare_run'
import { compareRun } from '#billing/jobs/compare_run'
import type BillingRun from '#billing/models/billing_run'
import type { DifferenceTotal } from '#billing/queries/run_difference'

/** What a run has otherwise than a rehearsal, computed once for each computation of the run. */
export default class AskDifference {
  async handle(run: BillingRun, rehearsal: Record<string, any>, actor: Actor): Promise<Undertaking<AskedComparison, DifferenceTotal[]>> {
    const asked = { runId: run.id, rehearsalId: Number(rehearsal.id), computation: run.computation }
    const subject = `${asked.runId}:${asked.rehearsalId}:${asked.computation}`
    const known = await undertakingAbout(compareRun, subject)
    if (known && known.state !== 'refused') return known

    const isQuick = Number(rehearsal.line_count) + run.standing <= atOnce.lines
    return new StartUndertaking().handle(compareRun, subject, asked, actor, isQuick)
  }
}
