import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import BeginUndertaking from '#shared/undertakings/actions/begin_undertaking'
import OwnApproval from '#billing/errors/own_approval'
import RunBeingApproved from '#billing/errors/run_being_approved'
import RunChanged from '#billing/errors/run_changed'
import RunCreditedThere from '#billing/errors/run_credited_there'
import RunNotMovable from '#billing/errors/run_not_movable'
import { approveRun } from '#billing/jobs/approve_run'
import BillingRun from '#billing/models/billing_run'
import { billingSettings } from '#billing/queries/billing_settings'
import { creditedThereSince } from '#billing/queries/credits_made_there'

/** Keeps that a second person approves what was seen. Until that is granted or refused, nobody changes the run. */
export default class AskApproval {
  /**
   * Answers the undertaking that grants it.
   *
   * @throws {RunBeingApproved} when somebody was first
   * @throws {OwnApproval | RunChanged | RunCreditedThere} as approving does
   */
  async handle(runId: number, revision: number, approver: Actor, seen: string | null): Promise<number> {
    return within(undefined, async (trx) => {
      const run = await BillingRun.query({ client: trx }).where('id', runId).forUpdate().firstOrFail()
      if (run.status === 'approving') throw new RunBeingApproved()
      if (run.status !== 'proposed') throw new RunNotMovable(run.status, 'approved')
      if (run.revision !== revision) throw new RunChanged()
      await mayApprove(run, approver.id, trx)

      await run.moveTo('approving').save()
      return new BeginUndertaking().handle(approveRun, String(run.id), { runId, revision, seen }, approver, trx)
    })
  }
}

/**
 * Whether the company lets this person approve what they asked for themselves.
 *
 * @throws {OwnApproval} when the maker approves and the company does not allow it
 * @throws {RunCreditedThere} when the ERP credited meanwhile what the run would credit
 */
export async function mayApprove(run: BillingRun, approverId: number, trx: Trx): Promise<boolean> {
  if (await creditedThereSince(run, trx)) throw new RunCreditedThere()
  const { allowsOwnApproval } = await billingSettings(trx)
  if (run.madeById === approverId && !allowsOwnApproval) throw new OwnApproval()
  return allowsOwnApproval
}
