import type { Trx } from '#shared/database/transaction'
import RunUnsound from '#billing/errors/run_unsound'
import BillingCertificate from '#billing/models/billing_certificate'
import type BillingRun from '#billing/models/billing_run'
import { certificateOf } from '#billing/queries/certified_lines'
import { checkRun, RUN_CHECKS } from '#billing/queries/run_checks'

/**
 * Checks a run that is being approved and writes its certificate.
 *
 * @throws {RunUnsound} naming the first check that does not hold
 */
export default class CertifyRun {
  async handle(run: BillingRun, trx: Trx): Promise<BillingCertificate> {
    const broken = (await checkRun(run.id, trx)).find(({ offenders }) => offenders.length > 0)
    if (broken) throw new RunUnsound(broken.check, broken.offenders)

    const certificate = await certificateOf(run, 'source', trx)
    return BillingCertificate.create({ billingRunId: run.id, lineOrder: 'source', ...certificate, checks: [...RUN_CHECKS] }, { client: trx })
  }
}
