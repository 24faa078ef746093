import db from '@adonisjs/lucid/services/db'
import type BillingRun from '#billing/models/billing_run'
import { scopeKey } from '#billing/rules/run_scope'

const LINES = 100

export type DifferenceKind = 'added' | 'removed' | 'changed'

export interface DifferenceTotal {
  currency: string
  kind: DifferenceKind
  lines: number
  beforeCents: number
  afterCents: number
}

const JOINS: Record<DifferenceKind, string> = {
  added: `from charges c left join run_rehearsal_lines l on l.run_rehearsal_id = :rehearsal and l.ledger_key = c.ledger_key where c.billing_run_id = :run and c.state in ('proposed', 'excluded', 'held') and l.id is null`,
  changed: `from charges c join run_rehearsal_lines l on l.run_rehearsal_id = :rehearsal and l.ledger_key = c.ledger_key where c.billing_run_id = :run and c.state in ('proposed', 'excluded', 'held') and l.net_cents <> c.net_cents`,
  removed: `from run_rehearsal_lines l left join charges c on c.ledger_key = l.ledger_key and c.billing_run_id = :run and c.state in ('proposed', 'excluded', 'held') where l.run_rehearsal_id = :rehearsal and c.id is null`,
}

/** The rehearsals a run can be held against: those of its scope, newest first. */
export function rehearsalsOf(run: BillingRun) {
  return db.from('run_rehearsals').where('scope_key', scopeKey(run.scope)).whereNotNull('finished_at').orderBy('id', 'desc').limit(5)
}

/** The lines that a rehearsal lacks, has in vain or has with another amount, and the money of each kind. */
export async function runDifference(run: BillingRun, asked: { against?: number; kind?: string; after?: number }) {
  const rehearsals = await rehearsalsOf(run)
  const rehearsal = rehearsals.find(({ id }) => Number(id) === asked.against) ?? rehearsals[0] ?? null
  const kind = (['added', 'removed', 'changed'] as const).find((one) => one === asked.kind) ?? null
  if (!rehearsal) return { run, rehearsals, rehearsal, totals: [], lines: [], kind, nextAfter: null }

  const named = { run: run.id, rehearsal: Number(rehearsal.id) }
  const totals: DifferenceTotal[] = []
  totals.push(...(await standingTotals(named)), ...(await removedTotals(named)))
  const shown = kind ?? totals[0]?.kind ?? 'added'
  const lines = totals.some((total) => total.kind === shown) ? await linesOf(shown, { ...named, after: asked.after ?? 0 }) : []
  return { run, rehearsals, rehearsal, totals, kind: shown, lines: lines.slice(0, LINES), nextAfter: lines.length > LINES ? Number(lines[LINES - 1].id) : null }
}

/** Added and changed lines in one pass over the charges of the run. */
async function standingTotals(named: Record<string, number>): Promise<DifferenceTotal[]> {
  const rows = rowsOf(
    await db.rawQuery(
      `select c.currency as currency, case when l.id is null then 'added' else 'changed' end as kind, count(*) as n, sum(coalesce(l.net_cents, 0)) as before_cents, sum(c.net_cents) as after_cents
       from charges c left join run_rehearsal_lines l on l.run_rehearsal_id = :rehearsal and l.ledger_key = c.ledger_key
       where c.billing_run_id = :run and c.state in ('proposed', 'excluded', 'held') and (l.id is null or l.net_cents <> c.net_cents)
       group by c.currency, case when l.id is null then 'added' else 'changed' end order by 2, 1`,
      named
    )
  )
  return rows.map(totalOf)
}

async function removedTotals(named: Record<string, number>): Promise<DifferenceTotal[]> {
  const rows = rowsOf(await db.rawQuery(`select l.currency as currency, 'removed' as kind, count(*) as n, sum(l.net_cents) as before_cents, 0 as after_cents ${JOINS.removed} group by l.currency order by l.currency`, named))
  return rows.map(totalOf)
}

function totalOf(row: Record<string, any>): DifferenceTotal {
  return { currency: String(row.currency), kind: row.kind, lines: Number(row.n), beforeCents: Number(row.before_cents), afterCents: Number(row.after_cents) }
}

async function linesOf(kind: DifferenceKind, named: Record<string, number>) {
  const one = kind === 'removed' ? 'l' : 'c'
  const columns = ['id', 'company_id', 'description', 'period_from', 'period_to', 'currency'].map((column) => `${one}.${column}`).join(', ')
  const rows = rowsOf(
    await db.rawQuery(
      `select ${columns}, ${kind === 'added' ? 'null' : 'l.net_cents'} as before_cents, ${kind === 'removed' ? 'null' : 'c.net_cents'} as after_cents ${JOINS[kind]} and ${one}.id > :after order by ${one}.id limit ${LINES + 1}`,
      named
    )
  )
  const names = new Map((await db.from('companies').whereIn('id', rows.map((row) => Number(row.company_id))).select('id', 'name')).map(({ id, name }) => [Number(id), name]))
  return rows.map((row): Record<string, any> => ({ ...row, company: names.get(Number(row.company_id)) ?? '–' }))
}

/** mysql2 answers rows and columns, SQLite rows alone. */
function rowsOf(answer: any): Record<string, any>[] {
  return Array.isArray(answer[0]) ? answer[0] : answer
}
