import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type BillingRun from '#billing/models/billing_run'
import { CertificateDigest, type Certificate, type CertifiedLine } from '#billing/rules/certificate'
import { scopeKey } from '#billing/rules/run_scope'

const PAGE = 5000
const COLUMNS = ['id', 'source_type', 'source_id', 'company_id', 'kind', 'period_from', 'period_to', 'currency', 'net_cents', 'quantity', 'unit_price', 'group_key', 'explanation']

/** What an approval covers: charges that were left out do not count, those withdrawn later still do. */
const COVERED = ['proposed', 'billed', 'withdrawn']

/** The certificate of a run's lines as the database holds them now. */
export async function certificateOf({ id: runId, rulesVersion, scope }: BillingRun, client: QueryClientContract): Promise<Certificate> {
  const digest = new CertificateDigest(scopeKey(scope))
  for (let last = 0; ; ) {
    const page: CertifiedLine[] = await client
      .from('charges')
      .select(COLUMNS)
      .where('billing_run_id', runId)
      .whereIn('state', COVERED)
      .where('id', '>', last)
      .orderBy('id')
      .limit(PAGE)
    for (const line of page) digest.add(line)
    if (page.length < PAGE) return digest.finish(rulesVersion)
    last = Number(page.at(-1)!.id)
  }
}
