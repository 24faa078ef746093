import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type BillingRun from '#billing/models/billing_run'
import { CertificateDigest, type Certificate, type CertifiedLine } from '#billing/rules/certificate'
import { scopeKey } from '#billing/rules/run_scope'
import { chargesOfCustomers } from '#billing/queries/run_shards'
import { stretchesOfCustomers } from '#billing/rules/shards'

const PAGE = 5000
/** What a certificate covers of a charge. */
export const CERTIFIED = ['id', 'source_type', 'source_id', 'company_id', 'kind', 'period_from', 'period_to', 'currency', 'net_cents', 'quantity', 'unit_price', 'group_key', 'explanation']

/** What an approval covers: charges that were left out do not count, those withdrawn later still do. */
const COVERED = ['proposed', 'billed', 'withdrawn']

/** `written` where the lines were hashed as they were written, `source` where by customer, source and day, whoever wrote them. */
export type LineOrder = 'written' | 'source'

/** The certificate of a run's lines as the database holds them now. */
export async function certificateOf({ id: runId, rulesVersion, scope }: BillingRun, order: LineOrder, client: QueryClientContract): Promise<Certificate> {
  const digest = new CertificateDigest(scopeKey(scope))
  const pages = order === 'source' ? pagesOfCustomers(runId, client) : pagesAsWritten(runId, client)
  for await (const page of pages) for (const line of page) digest.add(line)
  return digest.finish(rulesVersion)
}

/** Whole customers at a time, so that they can be put in order here. */
async function* pagesOfCustomers(runId: number, client: QueryClientContract): AsyncGenerator<CertifiedLine[]> {
  const customers = await chargesOfCustomers(runId, COVERED, client)
  for (const { firstId, lastId } of stretchesOfCustomers(customers, PAGE)) {
    const page: CertifiedLine[] = await covered(runId, client).whereBetween('company_id', [firstId, lastId])
    yield page.sort(inSourceOrder)
  }
}

async function* pagesAsWritten(runId: number, client: QueryClientContract): AsyncGenerator<CertifiedLine[]> {
  for (let last = 0; ; ) {
    const page: CertifiedLine[] = await covered(runId, client).where('id', '>', last).orderBy('id').limit(PAGE)
    yield page
    if (page.length < PAGE) return
    last = Number(page.at(-1)!.id)
  }
}

function covered(runId: number, client: QueryClientContract) {
  return client.from('charges').select(CERTIFIED).where('billing_run_id', runId).whereIn('state', COVERED)
}

const ORDER = ['company_id', 'source_type', 'source_id', 'period_from', 'period_to', 'kind', 'id'] as const

/** By customer, source and day, whoever wrote the lines. */
export function inSourceOrder(one: CertifiedLine, other: CertifiedLine): number {
  const column = ORDER.find((name) => one[name] !== other[name])
  if (!column) return 0
  return one[column] < other[column] ? -1 : 1
}
