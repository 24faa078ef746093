import db from '@adonisjs/lucid/services/db'
import type BillingRun from '#billing/models/billing_run'
import { scopeKey } from '#billing/rules/run_scope'
import type { IdStretch } from '#billing/rules/shards'

export const DIFFERENCES = ['added', 'removed', 'changed'] as const
export type DifferenceKind = (typeof DIFFERENCES)[number]

export interface DifferenceTotal {
  currency: string
  kind: DifferenceKind
  lines: number
  beforeCents: number
  afterCents: number
}

/** A line that a run has otherwise than a rehearsal; null where one of them lacks it. */
export interface DifferentLine {
  companyId: number
  company: string
  description: string
  from: string
  to: string
  currency: string
  beforeCents: number | null
  afterCents: number | null
}

/** Charges that stand, or stood as they were approved. */
export const STANDING = ['proposed', 'excluded', 'held', 'billed'] as const

const DESCRIBED = ['company_id', 'description', 'period_from', 'period_to', 'currency']

/** The rehearsals a run can be held against: those of its scope, newest first. */
export function rehearsalsOf(run: BillingRun): Promise<Record<string, any>[]> {
  return db.from('run_rehearsals').where('scope_key', scopeKey(run.scope)).whereNotNull('finished_at').orderBy('id', 'desc').limit(5)
}

/** What some customers have in a run that a rehearsal lacks or has with another amount. */
export async function standingDifferences(runId: number, rehearsalId: number, { firstId, lastId }: IdStretch): Promise<DifferentLine[]> {
  const rows = await db
    .from('charges')
    .leftJoin('run_rehearsal_lines', (join) => join.on('run_rehearsal_lines.ledger_key', 'charges.ledger_key').andOnVal('run_rehearsal_lines.run_rehearsal_id', rehearsalId))
    .where('charges.billing_run_id', runId)
    .whereIn('charges.state', [...STANDING])
    .whereBetween('charges.company_id', [firstId, lastId])
    .where((differs) => void differs.whereNull('run_rehearsal_lines.id').orWhereColumn('run_rehearsal_lines.net_cents', '<>', 'charges.net_cents'))
    .select(DESCRIBED.map((column) => `charges.${column}`))
    .select('run_rehearsal_lines.net_cents as before_cents', 'charges.net_cents as after_cents')
    .orderBy('charges.company_id')
    .orderBy('charges.id')
  return rows.map(lineOf)
}

/** What a rehearsal has between two of its lines that a run lacks. */
export async function removedLines(runId: number, rehearsalId: number, { firstId, lastId }: IdStretch): Promise<DifferentLine[]> {
  const rows = await db
    .from('run_rehearsal_lines')
    .leftJoin('charges', (join) => join.on('charges.ledger_key', 'run_rehearsal_lines.ledger_key').andOnVal('charges.billing_run_id', runId))
    .where('run_rehearsal_lines.run_rehearsal_id', rehearsalId)
    .whereBetween('run_rehearsal_lines.id', [firstId, lastId])
    .whereNull('charges.id')
    .select(DESCRIBED.map((column) => `run_rehearsal_lines.${column}`))
    .select('run_rehearsal_lines.net_cents as before_cents')
    .orderBy('run_rehearsal_lines.id')
  return rows.map(lineOf)
}

/** Lowest and highest id of the lines of a rehearsal; null where it has none. */
export async function rehearsedBounds(rehearsalId: number): Promise<[number, number] | null> {
  const row = await db.from('run_rehearsal_lines').where('run_rehearsal_id', rehearsalId).min('id as first').max('id as last').firstOrFail()
  return row.first === null ? null : [Number(row.first), Number(row.last)]
}

function lineOf(row: Record<string, any>): DifferentLine {
  const cents = (value: unknown) => (value === null || value === undefined ? null : Number(value))
  return {
    companyId: Number(row.company_id),
    company: '–',
    description: row.description,
    from: row.period_from,
    to: row.period_to,
    currency: row.currency,
    beforeCents: cents(row.before_cents),
    afterCents: cents(row.after_cents),
  }
}
