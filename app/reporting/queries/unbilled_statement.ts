import db from '@adonisjs/lucid/services/db'
import { chargeSources, type ChargeOwner, type ChargeSource, type DuePage } from '#billing/charge_sources'
import { runTerms } from '#billing/queries/run_terms'
import { ledgerSums, outsideLedger } from '#reporting/queries/outside_ledger'
import { addFigures, figuresOf, NOTHING, statesOf, type Figures, type StatementItem } from '#reporting/rules/unbilled'
import { pageOfRun } from '#billing/rules/due_page'
import { EVERYTHING, isInScope, type RunScope } from '#billing/rules/run_scope'
import type { CalendarDate } from '#shared/calendar/calendar_date'

export interface StatementPeriod {
  /** First and last bill date, both included. */
  from: CalendarDate
  to: CalendarDate
}

export interface StatementRow extends Figures {
  /** `contract_line:12`: the kind of charge and the record that it is for. */
  key: string
  source: string
  owner: ChargeOwner
  company: string
}

export interface Statement {
  rows: StatementRow[]
  /** By currency. */
  totals: Map<string, Figures>
  /** Sources that cannot be computed. */
  refused: { source: string; sourceId: number; label: string; path: string; message: string }[]
}

/**
 * What the rules expect of everything with a bill date in a period, beside what became of it, computed anew from
 * the rules. The days of closed months count where their charges were moved to.
 */
export async function unbilledStatement(period: StatementPeriod, scope: RunScope = EVERYTHING): Promise<Statement> {
  const terms = { ...(await runTerms({ until: period.to, scope })), closedMonths: 'redirect' as const }
  const rows = new Map<string, StatementRow>()
  const refused: Statement['refused'] = []
  for (const source of chargeSources()) {
    if (scope.source !== null && scope.source !== source.type) continue
    for await (const found of source.pages(period.to, { scope, runId: null, isWhole: true })) {
      const missing = pageOfRun({ ...found, failures: [] }, source.type, terms)
      for (const row of await rowsOfPage(source, found, missing, period, scope)) {
        const known = rows.get(`${row.key}|${row.owner.currency}`)
        rows.set(`${row.key}|${row.owner.currency}`, known ? { ...row, ...addFigures(figuresIn(known), figuresIn(row)) } : row)
      }
      for (const { sourceId, message } of found.failures) {
        const owner = found.whole?.owners.get(sourceId)
        refused.push({ source: source.type, sourceId, label: owner?.label ?? `#${sourceId}`, path: owner?.path ?? '/billing/runs', message })
      }
    }
  }
  return { ...(await named([...rows.values()])), refused }
}

async function rowsOfPage(source: ChargeSource, page: DuePage, missing: DuePage, { from, to }: StatementPeriod, scope: RunScope): Promise<StatementRow[]> {
  const sums = await ledgerSums(source.type, page.sourceIds, from, to)
  const owed = missing.charges.filter((charge) => charge.dueOn >= from && charge.dueOn <= to)
  const outside = owed.length > 0 ? await outsideLedger(source.type, page.sourceIds) : []
  const states = statesOf(owed, outside)
  const bySource = Map.groupBy(owed.map((item, index) => ({ ...item, state: states[index] })), ({ sourceId }) => sourceId)
  const expected = Map.groupBy<number, StatementItem>(
    (page.whole?.expected ?? []).filter(({ dueOn }) => dueOn >= from && dueOn <= to),
    ({ sourceId }) => sourceId
  )
  const owners = page.whole?.owners ?? (await ownersOf(source.type, page))
  const rows: StatementRow[] = []
  for (const sourceId of new Set([...sums.keys(), ...bySource.keys(), ...expected.keys()])) {
    const owner = owners.get(sourceId)
    if (!owner || !isInScope({ ...scope, siteId: null }, source.type, { companyId: owner.companyId, contractKind: owner.kind })) continue
    const ledger = sums.get(sourceId) ?? { chargedCents: 0, creditedCents: 0, postedCents: 0 }
    const items = bySource.get(sourceId) ?? []
    // where the rules know only what is missing, what was billed was expected
    const whole = page.whole ? (expected.get(sourceId) ?? []) : [{ ...items[0], netCents: ledger.chargedCents + ledger.creditedCents }, ...items]
    rows.push({ key: `${source.type}:${owner.id}`, source: source.type, owner, company: '', ...figuresOf(whole, ledger, items) })
  }
  return rows
}

/** A source that names no owners has its charges stand for themselves. */
async function ownersOf(type: string, page: DuePage): Promise<Map<number, ChargeOwner>> {
  const owners = new Map<number, ChargeOwner>()
  const rows = await db.from('charges').where('source_type', type).whereIn('source_id', page.sourceIds).whereNot('state', 'withdrawn').select('id', 'source_id', 'company_id', 'currency', 'description').orderBy('id')
  for (const row of rows) owners.set(Number(row.source_id), { id: Number(row.source_id), label: row.description, path: `/billing/charges/${row.id}`, companyId: Number(row.company_id), currency: row.currency, kind: null })
  for (const charge of page.charges) {
    if (!owners.has(charge.sourceId)) owners.set(charge.sourceId, { id: charge.sourceId, label: charge.description, path: '/billing/runs', companyId: charge.companyId, currency: charge.currency, kind: null })
  }
  return owners
}

function figuresIn(row: StatementRow): Figures {
  return Object.fromEntries(Object.keys(NOTHING).map((name) => [name, row[name as keyof Figures]])) as unknown as Figures
}

/** Rows with a difference first, then by customer and owner. */
async function named(rows: StatementRow[]): Promise<Pick<Statement, 'rows' | 'totals'>> {
  const names = new Map((await db.from('companies').select('id', 'name')).map(({ id, name }) => [Number(id), String(name)]))
  const totals = new Map<string, Figures>()
  for (const row of rows) {
    row.company = names.get(row.owner.companyId) ?? '–'
    totals.set(row.owner.currency, addFigures(totals.get(row.owner.currency) ?? NOTHING, figuresIn(row)))
  }
  const isOpen = ({ differenceLines }: StatementRow) => (differenceLines > 0 ? 0 : 1)
  rows.sort((one, other) => isOpen(one) - isOpen(other) || compare(one.company, other.company) || compare(one.owner.label, other.owner.label) || compare(one.key, other.key))
  return { rows, totals }
}

const compare = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0)
