import type { Actor } from '#shared/actor'
import CarryOutUndertaking from '#shared/undertakings/actions/carry_out_undertaking'
import { atOnce } from '#shared/undertakings/at_once'
import { ringUndertaking } from '#shared/undertakings/jobs'
import AskApproval from '#billing/actions/ask_approval'
import BillingRun from '#billing/models/billing_run'
import { proposedLines } from '#billing/queries/approval_reading'

/**
 * A second person confirms exactly what was seen: from here on the charges count as billed and the invoices no
 * longer change. Large runs are approved by the queue, behind a progress bar.
 *
 * @param seen hash of the lines that were looked at; without it the revision alone binds
 * @throws {OwnApproval} when the maker approves and the company does not allow it
 * @throws {RunBeingApproved} when somebody else was first
 * @throws {RunChanged} when the run is no longer at the revision that was looked at, or a line is not as it was seen
 * @throws {RunCreditedThere} when the ERP credited meanwhile what it would credit
 * @throws {RunUnsound} when its invoices contradict its charges
 */
export default class ApproveBillingRun {
  async handle(runId: number, revision: number, approver: Actor, seen: string | null = null): Promise<BillingRun> {
    const undertaking = await new AskApproval().handle(runId, revision, approver, seen)
    await new CarryOutUndertaking().handle(undertaking)
    return BillingRun.findOrFail(runId)
  }

  /** At once where that is quick, in the queue otherwise: the run is then being approved. */
  async asked(runId: number, revision: number, approver: Actor, seen: string): Promise<BillingRun> {
    if ((await proposedLines(runId)) <= atOnce.lines) return this.handle(runId, revision, approver, seen)

    await ringUndertaking(await new AskApproval().handle(runId, revision, approver, seen))
    return BillingRun.findOrFail(runId)
  }
}
