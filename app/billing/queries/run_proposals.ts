import db from '@adonisjs/lucid/services/db'

/** Proposals of a page. */
export const PROPOSALS = 25

export interface ReviewFilter {
  /** The beginning of the customer's name. */
  q: string
  only: '' | 'anomalies' | 'credit_notes' | 'split'
}

export function reviewFilter(query: Record<string, unknown>): ReviewFilter {
  const only = (['anomalies', 'credit_notes', 'split'] as const).find((one) => one === query.only)
  return { q: String(query.q ?? '').trim().slice(0, 80), only: only ?? '' }
}

/** The proposals of a page and one more, those with anomalies first. */
export async function proposalsOfRun(runId: number, { q, only }: ReviewFilter, page: number): Promise<Record<string, any>[]> {
  const query = db.from('invoices').where('invoices.billing_run_id', runId)
  if (only === 'anomalies') query.where('anomaly_count', '>', 0)
  if (only === 'credit_notes') query.where('invoices.kind', 'credit_note')
  if (only === 'split') query.where('split', '>', 0)
  if (q) query.join('companies', 'companies.id', 'invoices.company_id').where('companies.name', 'like', `${q.replace(/[%_\\]/g, '')}%`)
  // the ids first, in the order of an index: the companies are looked up for one page only
  const ids = await query.select('invoices.id').orderBy('anomaly_count', 'desc').orderBy('invoices.id', 'desc').offset((page - 1) * PROPOSALS).limit(PROPOSALS + 1)

  const rows = await db
    .from('invoices')
    .join('companies', 'companies.id', 'invoices.company_id')
    .select('invoices.*', 'companies.name as company', 'companies.is_blocked', 'companies.customer_id')
    .whereIn('invoices.id', ids.map(({ id }) => id))
  return ids.map(({ id }) => rows.find((row) => Number(row.id) === Number(id))!)
}

/** What a run comes to, by currency and kind of document, and how far its invoices have come. */
export async function runTotals(runId: number) {
  const rows = await db
    .from('invoices')
    .where('billing_run_id', runId)
    .groupBy('currency', 'kind', 'status')
    .select('currency', 'kind', 'status')
    .count('* as documents')
    .sum('net_cents as net')
    .sum('line_count as lines')
    .sum('anomaly_count as anomalies')
    .orderBy('currency')
    .orderBy('kind')

  const totals = new Map<string, { currency: string; kind: string; documents: number; netCents: bigint; lines: number; anomalies: number }>()
  const statuses = new Map<string, number>()
  for (const row of rows) {
    const total = totals.get(`${row.currency} ${row.kind}`) ?? { currency: row.currency, kind: row.kind, documents: 0, netCents: 0n, lines: 0, anomalies: 0 }
    total.documents += Number(row.documents)
    total.netCents += BigInt(row.net)
    total.lines += Number(row.lines)
    total.anomalies += Number(row.anomalies)
    totals.set(`${row.currency} ${row.kind}`, total)
    statuses.set(row.status, (statuses.get(row.status) ?? 0) + Number(row.documents))
  }
  return { totals: [...totals.values()], statuses: [...statuses].sort().map(([status, total]) => ({ status, total })) }
}
