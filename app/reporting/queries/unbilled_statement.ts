import db from '@adonisjs/lucid/services/db'
import { chargeSources, type ChargeOwner, type ChargeSource, type DuePage } from '#billing/charge_sources'
import { runTerms } from '#billing/queries/run_terms'
import { ledgerSums, outsideLedger, type LedgerSums } from '#reporting/queries/outside_ledger'
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

/** Where the records of sources are looked at that name none themselves. */
const SOURCE_PATHS: Record<string, (id: number) => string> = { manual_charge: (id) => `/billing/manual-charges/${id}` }

/**
 * What the rules expect of everything with a bill date in a period, beside what became of it, computed anew from
 * the rules. The days of closed months count where their charges were moved to.
 */
export async function unbilledStatement(period: StatementPeriod, scope: RunScope = EVERYTHING): Promise<Statement> {
  const terms = { ...(await runTerms({ until: period.to, scope })), closedMonths: 'redirect' as const }
  const rows = new Map<string, StatementRow>()
  const refused: Statement['refused'] = []
  const put = (row: StatementRow) => {
    const key = `${row.key}|${row.owner.currency}`
    const known = rows.get(key)
    rows.set(key, known ? { ...row, ...addFigures(figuresIn(known), figuresIn(row)) } : row)
  }
  for (const source of chargeSources()) {
    if (scope.source !== null && scope.source !== source.type) continue
    let isWhole = false
    for await (const found of source.pages(period.to, { scope, runId: null, isWhole: true })) {
      const missing = pageOfRun({ ...found, failures: [] }, source.type, terms)
      for (const row of await rowsOfPage(source, found, missing, period, scope)) put(row)
      if (found.whole) isWhole = true
      for (const { sourceId, message } of found.failures) {
        const owner = found.whole?.owners.get(sourceId)
        refused.push({ source: source.type, sourceId, label: owner?.label ?? `#${sourceId}`, path: owner?.path ?? '/billing/runs', message })
      }
    }
    // a source that knows only what is missing does not name what was billed
    if (!isWhole) for (const row of await billedRows(source.type, period, scope)) put(row)
  }
  return { ...(await named([...rows.values()])), refused }
}

async function rowsOfPage(source: ChargeSource, page: DuePage, missing: DuePage, { from, to }: StatementPeriod, scope: RunScope): Promise<StatementRow[]> {
  const sums = page.whole ? await ledgerSums(source.type, page.sourceIds, from, to) : new Map<number, LedgerSums>()
  const owed = missing.charges.filter((charge) => charge.dueOn >= from && charge.dueOn <= to)
  const outside = owed.length > 0 ? await outsideLedger(source.type, page.sourceIds) : []
  const states = statesOf(owed, outside)
  const bySource = Map.groupBy(owed.map((item, index) => ({ ...item, state: states[index] })), ({ sourceId }) => sourceId)
  const expected = Map.groupBy<number, StatementItem>(
    (page.whole?.expected ?? []).filter(({ dueOn }) => dueOn >= from && dueOn <= to),
    ({ sourceId }) => sourceId
  )
  const owners = page.whole?.owners ?? ownersOf(source.type, page)
  const rows: StatementRow[] = []
  for (const sourceId of new Set([...sums.keys(), ...bySource.keys(), ...expected.keys()])) {
    const owner = owners.get(sourceId)
    if (!owner || !isInScope({ ...scope, siteId: null }, source.type, { companyId: owner.companyId, contractKind: owner.kind })) continue
    const ledger = sums.get(sourceId) ?? { chargedCents: 0, creditedCents: 0, postedCents: 0 }
    const items = bySource.get(sourceId) ?? []
    const whole = page.whole ? (expected.get(sourceId) ?? []) : items
    rows.push({ key: `${source.type}:${owner.id}`, source: source.type, owner, company: '', ...figuresOf(whole, ledger, items) })
  }
  return rows
}

/** A source that names no owners has its charges stand for themselves. */
function ownersOf(type: string, page: DuePage): Map<number, ChargeOwner> {
  return new Map(page.charges.map((charge) => [charge.sourceId, ownerOf(type, charge.sourceId, charge)]))
}

function ownerOf(type: string, sourceId: number, { description, companyId, currency }: { description: string; companyId: number; currency: string }): ChargeOwner {
  return { id: sourceId, label: description, path: SOURCE_PATHS[type]?.(sourceId) ?? `/billing/charges?f_company_id=${companyId}`, companyId, currency, kind: null }
}

/** What was billed of a source that knows only what is missing: it was expected, since it was billed. */
async function billedRows(type: string, { from, to }: StatementPeriod, scope: RunScope): Promise<StatementRow[]> {
  if (scope.contractKind !== null) return []
  const query = db.from('charges').where({ source_type: type, state: 'billed' }).whereBetween('due_on', [from, to])
  if (scope.companyId !== null) query.where('company_id', scope.companyId)
  if (scope.siteId !== null) query.where('erp_site_id', scope.siteId)
  const sources = await query.groupBy('source_id', 'company_id', 'currency').select('source_id', 'company_id', 'currency').max('description as description')
  const sums = await ledgerSums(type, sources.map((row) => Number(row.source_id)), from, to)
  return sources.map((row) => {
    const ledger = sums.get(Number(row.source_id))!
    const owner = ownerOf(type, Number(row.source_id), { description: row.description, companyId: Number(row.company_id), currency: row.currency })
    const figures = figuresOf([], ledger, [])
    return { key: `${type}:${row.source_id}`, source: type, owner, company: '', ...figures, expectedCents: ledger.chargedCents + ledger.creditedCents, agreedCents: 0 }
  })
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
