import db from '@adonisjs/lucid/services/db'
import { chargeSources, type ChargeOwner, type ChargeSource, type DuePage } from '#billing/charge_sources'
import { runTerms, type RunTerms } from '#billing/queries/run_terms'
import { ledgerSums, outsideLedger, type LedgerSums } from '#reporting/queries/outside_ledger'
import { StatementTally, type Statement, type StatementPeriod, type StatementRow } from '#reporting/rules/statement_tally'
import { figuresOf, statesOf, type StatementItem } from '#reporting/rules/unbilled'
import { pageOfRun } from '#billing/rules/due_page'
import { EVERYTHING, isInScope, type RunScope } from '#billing/rules/run_scope'
import type { CalendarDate } from '#shared/calendar/calendar_date'

export type { Statement, StatementPeriod, StatementRow }

/** Hears how many sources were read, of how many. */
export type StatementProgress = (done: number, total: number) => Promise<void>

/** Where the records of sources are looked at that name none themselves. */
const SOURCE_PATHS: Record<string, (id: number) => string> = { manual_charge: (id) => `/billing/manual-charges/${id}` }

/** How many sources a statement of a scope reads. */
export async function statementLines(scope: RunScope = EVERYTHING): Promise<number> {
  let lines = 0
  for (const source of sourcesOf(scope)) lines += await source.count({ scope, runId: null })
  return lines
}

/**
 * What the rules expect of everything with a bill date in a period, beside what became of it, computed anew from
 * the rules. The days of closed months count where their charges were moved to.
 */
export async function unbilledStatement(period: StatementPeriod, scope: RunScope = EVERYTHING, progress?: StatementProgress): Promise<Statement> {
  const [statement] = await unbilledStatements([period.from], period.to, scope, progress)
  return statement
}

/** The same of several periods that end on the same day, in one pass over all sources. */
export async function unbilledStatements(froms: readonly CalendarDate[], to: CalendarDate, scope: RunScope, progress: StatementProgress = async () => {}): Promise<Statement[]> {
  const terms = { ...(await runTerms({ until: to, scope })), closedMonths: 'redirect' as const }
  const tallies = froms.map((from) => new StatementTally({ from, to }))
  const total = await statementLines(scope)
  let read = 0
  for (const source of sourcesOf(scope)) {
    let isWhole = false
    for await (const page of source.pages(to, { scope, runId: null, isWhole: true })) {
      await addPage(tallies, source, page, scope, terms)
      if (page.whole) isWhole = true
      await progress((read += page.sourceIds.length), total)
    }
    // a source that knows only what is missing does not name what was billed
    if (!isWhole) for (const tally of tallies) tally.put(await billedRows(source.type, tally.period, scope))
  }
  const names = new Map((await db.from('companies').select('id', 'name')).map(({ id, name }) => [Number(id), String(name)]))
  return tallies.map((tally) => tally.statement(names))
}

function sourcesOf({ source: asked }: RunScope): ChargeSource[] {
  return chargeSources().filter(({ type }) => asked === null || asked === type)
}

async function addPage(tallies: readonly StatementTally[], source: ChargeSource, page: DuePage, scope: RunScope, terms: RunTerms): Promise<void> {
  const missing = pageOfRun({ ...page, failures: [] }, source.type, terms)
  for (const tally of tallies) {
    tally.put(await rowsOfPage(source, page, missing, tally.period, scope))
    tally.refuse(source.type, page)
  }
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
