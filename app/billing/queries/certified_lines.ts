import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { CertificateDigest, type Certificate, type CertifiedLine } from '#billing/rules/certificate'

const PAGE = 5000
const COLUMNS = ['id', 'source_type', 'source_id', 'company_id', 'kind', 'period_from', 'period_to', 'currency', 'net_cents', 'quantity', 'unit_price', 'group_key', 'explanation']

/** What an approval covers: charges that were left out do not count, those withdrawn later still do. */
const COVERED = ['proposed', 'billed', 'withdrawn']

/** The certificate of a run's lines as the database holds them now. */
export async function certificateOf(runId: number, rulesVersion: string, client: QueryClientContract): Promise<Certificate> {
  const digest = new CertificateDigest()
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
