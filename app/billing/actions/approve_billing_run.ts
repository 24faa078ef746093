import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { within } from '#shared/database/transaction'
import CertifyRun from '#billing/actions/certify_run'
import { settleSources } from '#billing/actions/settle_sources'
import OwnApproval from '#billing/errors/own_approval'
import RunCreditedThere from '#billing/errors/run_credited_there'
import RunChanged from '#billing/errors/run_changed'
import BillingRun from '#billing/models/billing_run'
import { creditedThereSince } from '#billing/queries/credits_made_there'
import { standingHash } from '#billing/queries/proposal_hash'
import { billingSettings } from '#billing/queries/billing_settings'

/**
 * A second person confirms exactly what was seen: from here on the charges count as
 * billed and the invoices no longer change. What was excluded is free for the next run,
 * what is held for the first after its day.
 *
 * @param seen hash of the lines that were looked at; without it the revision alone binds
 * @throws {OwnApproval} when the maker approves and the company does not allow it
 * @throws {RunChanged} when the run is no longer at the revision that was looked at, or a line is not as it was seen
 * @throws {RunCreditedThere} when the ERP credited meanwhile what it would credit
 * @throws {RunUnsound} when its invoices contradict its charges
 */
export default class ApproveBillingRun {
  async handle(runId: number, revision: number, approver: Actor, seen: string | null = null): Promise<BillingRun> {
    return within(undefined, async (trx) => {
      const run = await BillingRun.query({ client: trx }).where('id', runId).forUpdate().firstOrFail()
      run.moveTo('approved')
      if (run.revision !== revision) throw new RunChanged()
      if (seen !== null && seen !== (await standingHash(run.id, trx))) throw new RunChanged()
      if (await creditedThereSince(run, trx)) throw new RunCreditedThere()
      const { allowsOwnApproval } = await billingSettings(trx)
      if (run.madeById === approver.id && !allowsOwnApproval) throw new OwnApproval()
      await settleSources(run, approver, allowsOwnApproval, trx)

      const at = now()
      await trx.from('charges').where({ billing_run_id: run.id, state: 'held' }).delete()
      await trx.from('charges').where({ billing_run_id: run.id, state: 'excluded' }).update({ ledger_key: null })
      await trx.from('invoices').where({ billing_run_id: run.id, status: 'proposed' }).update({ status: 'approved', approved_at: sqlInstant(at) })
      await new CertifyRun().handle(run, trx)
      await trx.from('charges').where({ billing_run_id: run.id, state: 'proposed' }).update({ state: 'billed' })

      run.merge({ approvedById: approver.id, approvedBy: approver.name, approvedAt: at })
      return run.save()
    })
  }
}
