import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type BillingRun from '#billing/models/billing_run'
import type { IdStretch } from '#billing/rules/shards'

/** First the charges of sources, then the invoices of customers. */
export type Stage = 'charges' | 'invoices'

export const FIGURES = ['lines_read', 'charges_new', 'charges_changed', 'charges_removed', 'charges_unchanged', 'charges_held', 'failures'] as const
export type ShardFigures = Record<(typeof FIGURES)[number], number>

/** A part of a run that one worker computes at a time. */
export interface Shard extends IdStretch {
  id: number
  sourceType: string
  /** Everything up to here is committed. */
  atId: number
  /** Who holds it: another token means that somebody else took it over. */
  token: string
  figures: ShardFigures
}

/** The parts of one computation of a run. */
export function shardsOf(run: BillingRun, stage: Stage, client: QueryClientContract = db.connection()) {
  return client.from('billing_shards').where({ billing_run_id: run.id, computation: run.token, stage })
}

/** What all parts together came to. */
export async function shardFigures(run: BillingRun, client: QueryClientContract = db.connection()): Promise<ShardFigures> {
  const query = shardsOf(run, 'charges', client)
  for (const figure of FIGURES) query.sum(`${figure} as ${figure}`)
  const row = await query.first()
  return Object.fromEntries(FIGURES.map((figure) => [figure, Number(row?.[figure] ?? 0)])) as ShardFigures
}

/** How many charges of a run each customer is invoiced, by ascending id. */
export async function chargesOfCustomers(runId: number, states: readonly string[], client: QueryClientContract = db.connection()) {
  const rows = await client
    .from('charges')
    .select('company_id')
    .count('* as charges')
    .where('billing_run_id', runId)
    .whereIn('state', [...states])
    .groupBy('company_id')
    .orderBy('company_id')
  return rows.map((row) => ({ id: Number(row.company_id), charges: Number(row.charges) }))
}
