import db from '@adonisjs/lucid/services/db'
import { spanOf } from '#billing/rules/span'
import type { Outside } from '#reporting/rules/unbilled'

/** What of some sources is held, left out, or in a run under review; the latest word on the same days counts. */
export async function outsideLedger(sourceType: string, sourceIds: number[]): Promise<Outside[]> {
  if (sourceIds.length === 0) return []
  const columns = ['source_id', 'kind', 'period_from', 'period_to'] as const
  const rows = await db
    .from('charges')
    .select(...columns, 'state')
    .where('source_type', sourceType)
    .whereBetween('source_id', spanOf(sourceIds))
    .whereIn('state', ['excluded', 'proposed'])
    .orderBy('id')
  const holds = await db.from('charge_holds').select('ledger_key', 'source_id', 'period_from', 'period_to').where('source_type', sourceType).whereBetween('source_id', spanOf(sourceIds)).whereNotNull('ledger_key')

  const read = (row: Record<string, any>, kind: string, state: Outside['state']): Outside => ({ sourceId: Number(row.source_id), kind, from: row.period_from, to: row.period_to, state })
  return [...rows.map((row) => read(row, row.kind, row.state)), ...holds.map((row) => read(row, row.ledger_key.split(':').at(-2), 'held'))]
}

export interface LedgerSums {
  chargedCents: number
  creditedCents: number
  postedCents: number
}

/** What was billed, credited and posted of each source with a bill date in a stretch of days, both included. */
export async function ledgerSums(sourceType: string, sourceIds: number[], from: string, to: string): Promise<Map<number, LedgerSums>> {
  const sums = new Map<number, LedgerSums>()
  if (sourceIds.length === 0) return sums
  const rows = await db
    .from('charges')
    .leftJoin('invoice_lines', 'invoice_lines.charge_id', 'charges.id')
    .leftJoin('invoices', 'invoices.id', 'invoice_lines.invoice_id')
    .where({ 'charges.source_type': sourceType, 'charges.state': 'billed' })
    .whereBetween('charges.source_id', spanOf(sourceIds))
    .whereBetween('charges.due_on', [from, to])
    .groupBy('charges.source_id', 'charges.kind', 'invoices.status')
    .select('charges.source_id', 'charges.kind', 'invoices.status')
    .sum('charges.net_cents as net')

  for (const row of rows) {
    const sum = sums.get(Number(row.source_id)) ?? { chargedCents: 0, creditedCents: 0, postedCents: 0 }
    sums.set(Number(row.source_id), sum)
    if (row.kind === 'credit') sum.creditedCents += Number(row.net)
    else sum.chargedCents += Number(row.net)
    if (row.status === 'posted') sum.postedCents += Number(row.net)
  }
  return sums
}
