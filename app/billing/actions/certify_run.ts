import type { Trx } from '#shared/database/transaction'
import RunChanged from '#billing/errors/run_changed'
import RunUnsound from '#billing/errors/run_unsound'
import BillingCertificate from '#billing/models/billing_certificate'
import type BillingRun from '#billing/models/billing_run'
import type { Certificate } from '#billing/rules/certificate'
import { checkRun, RUN_CHECKS } from '#billing/queries/run_checks'

/**
 * Checks a run that is being approved and writes the certificate of the lines that were read.
 *
 * @throws {RunUnsound} naming the first check that does not hold
 * @throws {RunChanged} when the lines are no longer those that were read
 */
export default class CertifyRun {
  async handle(run: BillingRun, certificate: Certificate, trx: Trx): Promise<BillingCertificate> {
    const broken = (await checkRun(run.id, trx)).find(({ offenders }) => offenders.length > 0)
    if (broken) throw new RunUnsound(broken.check, broken.offenders)

    const rows = await trx.from('charges').where({ billing_run_id: run.id, state: 'proposed' }).groupBy('currency', 'kind').select('currency', 'kind').count('* as n').sum('net_cents as net')
    const standing = new Map(rows.map((row) => [`${row.currency} ${row.kind}`, `${Number(row.n)} ${Number(row.net)}`]))
    const isRead = certificate.totals.every(({ currency, kind, lines, netCents }) => standing.get(`${currency} ${kind}`) === `${lines} ${netCents}`)
    if (!isRead || standing.size !== certificate.totals.length) throw new RunChanged()
    return BillingCertificate.create({ billingRunId: run.id, lineOrder: 'source', ...certificate, checks: [...RUN_CHECKS] }, { client: trx })
  }
}
