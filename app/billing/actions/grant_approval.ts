import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import type { Work } from '#shared/undertakings/work'
import { mayApprove } from '#billing/actions/ask_approval'
import CertifyRun from '#billing/actions/certify_run'
import { settleSources } from '#billing/actions/settle_sources'
import RunChanged from '#billing/errors/run_changed'
import RunNotMovable from '#billing/errors/run_not_movable'
import BillingCertificate from '#billing/models/billing_certificate'
import BillingRun from '#billing/models/billing_run'
import { readForApproval } from '#billing/queries/approval_reading'
import type { Certificate } from '#billing/rules/certificate'

export interface AskedApproval {
  runId: number
  revision: number
  /** Hash of the lines that were looked at; without it the revision alone binds. */
  seen: string | null
}

/**
 * Grants an approval that was asked for: reads what the run would bill, holds it against what was seen, and in one
 * transaction certifies it, marks its charges as billed and its invoices as approved. What was excluded is free for the
 * next run, what is held for the first after its day.
 */
export default class GrantApproval {
  async handle({ runId, revision, seen }: AskedApproval, work: Work): Promise<{ certificate: string }> {
    const run = await BillingRun.findOrFail(runId)
    const granted = await this.grantedBefore(run, revision, work)
    if (granted) return granted
    if (run.status !== 'approving') throw new RunNotMovable(run.status, 'approved')

    const { hash, certificate } = await readForApproval(run, (done, total) => work.progress(done, total))
    if (seen !== null && seen !== hash) throw new RunChanged()
    await within(undefined, async (trx) => {
      await work.hold({}, trx)
      await this.approve(runId, certificate, work.by!, trx)
    })
    return { certificate: certificate.number }
  }

  private async approve(runId: number, certificate: Certificate, approver: { id: number; name: string }, trx: Trx): Promise<void> {
    const run = await BillingRun.query({ client: trx }).where('id', runId).forUpdate().firstOrFail()
    if (run.status !== 'approving') throw new RunNotMovable(run.status, 'approved')
    await settleSources(run, approver, await mayApprove(run, approver.id, trx), trx)

    const at = now()
    const charges = (state: string) => trx.from('charges').where({ billing_run_id: run.id, state })
    await charges('held').delete()
    await charges('excluded').update({ ledger_key: null })
    await trx.from('invoices').where({ billing_run_id: run.id, status: 'proposed' }).update({ status: 'approved', approved_at: sqlInstant(at) })
    await new CertifyRun().handle(run, certificate, trx)
    await charges('proposed').update({ state: 'billed' })
    await run.moveTo('approved').merge({ approvedById: approver.id, approvedBy: approver.name, approvedAt: at }).save()
  }

  /** The worker died after it had approved the run and before it could say so. */
  private async grantedBefore(run: BillingRun, revision: number, { by }: Work): Promise<{ certificate: string } | null> {
    if (run.approvedAt === null || run.revision !== revision || run.approvedById !== by?.id) return null
    const { number } = await BillingCertificate.findByOrFail('billingRunId', run.id)
    return { certificate: number }
  }
}
