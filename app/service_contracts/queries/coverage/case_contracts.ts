import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { moneyText, parseMoney } from '#shared/money/money'
import { storedUses, usedOf, type StoredUse } from '#service_contracts/queries/coverage/limit_uses'
import { eventsOfContracts } from '#service_contracts/queries/line_events'
import { rememberingClock } from '#service_contracts/rules/coverage/covered_hours'
import type { CaseContract, CoverageLimit, CoverageRule } from '#service_contracts/rules/coverage/coverage_terms'
import type { CoverageTerms } from '#service_contracts/rules/coverage/set_terms'
import { standingOn } from '#service_contracts/rules/standing'

type Row = Record<string, any>

const MOST = 500
const NO_TERMS: CoverageTerms = {
  timeZone: 'UTC',
  waitingDays: 0,
  referenceDate: 'request',
  onCreditHold: 'cover',
  coversOrderingParty: false,
  skills: [],
  rules: [],
  limits: [],
  deductible: null,
}

/** Contracts that could pay for work on an item: those of the companies, and those that name the item. */
export async function contractRows(companyIds: number[], itemIds: number[], client: QueryClientContract): Promise<Row[]> {
  const newest = () => client.from('service_contracts').select('id', 'number', 'kind', 'company_id', 'currency', 'status', 'starts_on', 'ends_on').orderBy('id', 'desc').limit(MOST)
  const [own, named] = await Promise.all([
    newest().whereIn('company_id', companyIds),
    itemIds.length === 0 ? [] : client.from('contract_lines').distinct('service_contract_id').whereIn('installed_item_id', itemIds),
  ])
  const known = new Set(own.map(({ id }) => Number(id)))
  const others = named.map((row) => Number(row.service_contract_id)).filter((id) => !known.has(id))
  if (others.length === 0) return own
  return [...own, ...(await newest().whereIn('id', others))].sort((one, other) => other.id - one.id).slice(0, MOST)
}

/** The contracts as a case writes them: the terms that held on the reference day, their items, and what was used. */
export async function caseContracts(rows: Row[], requestedAt: string, interventionAt: string | null, client: QueryClientContract): Promise<CaseContract[]> {
  const ids = rows.map(({ id }) => Number(id))
  if (ids.length === 0) return []
  const [lines, coverages, uses, events] = await Promise.all([
    client.from('contract_lines').select('id', 'service_contract_id', 'installed_item_id', 'starts_on', 'ends_on').whereIn('service_contract_id', ids),
    client.from('contract_coverages').select('service_contract_id', 'number', 'valid_from', 'terms').whereIn('service_contract_id', ids).orderBy('number'),
    storedUses(ids, client),
    eventsOfContracts(ids, client),
  ])
  const linesOf = Map.groupBy(lines, (line) => Number(line.service_contract_id))
  const coveragesOf = Map.groupBy(coverages, (coverage) => Number(coverage.service_contract_id))
  const [termsOf, clock] = [rememberingTerms(), rememberingClock()]

  return rows.map((row) => {
    const versions = coveragesOf.get(Number(row.id)) ?? []
    const newest = termsOf(versions.at(-1)?.terms)
    const instant = newest.referenceDate === 'intervention' ? (interventionAt ?? requestedAt) : requestedAt
    const { day } = clock(instant, newest.timeZone)
    const terms = termsOf((versions.findLast(({ valid_from: from }) => from <= day) ?? versions[0])?.terms)
    const own = linesOf.get(Number(row.id)) ?? []
    const spans = own.map((line) => ({ end: line.ends_on ?? row.ends_on, events: events.get(Number(line.id)) ?? [] }))
    const status = ['draft', 'cancelled'].includes(row.status) ? row.status : standingOn(spans, day).status
    return contractOf(row, terms, status, itemsOn(own, day), uses.get(Number(row.id)) ?? [], day)
  })
}

/** Contracts with one version of a set hold the same text; it is read once. Neighbours mostly share it, which spares hashing it. */
function rememberingTerms(): (text: string | undefined) => CoverageTerms {
  const known = new Map<string, CoverageTerms>()
  let last: { text: string; terms: CoverageTerms } | null = null
  return (text) => {
    if (text === undefined) return NO_TERMS
    if (last?.text === text) return last.terms
    const terms = known.get(text) ?? (JSON.parse(text) as CoverageTerms)
    known.set(text, terms)
    last = { text, terms }
    return terms
  }
}

function contractOf(row: Row, terms: CoverageTerms, status: CaseContract['status'], items: string[], uses: StoredUse[], day: CalendarDate): CaseContract {
  const money = (text: string | null) => (text === null ? null : moneyText(parseMoney(text, row.currency), row.currency))
  const limits = (list: CoverageLimit[]) =>
    row.kind === 'warranty'
      ? []
      : list.map((limit) => ({ ...limit, amount: money(limit.amount), used: usedOf(limit, uses, row.starts_on, day, row.currency) }))
  const rules = terms.rules.map(
    (rule): CoverageRule => ({
      ...rule,
      limits: limits(rule.limits),
      categories: rule.categories.map((category) => ({ ...category, excludedComponents: category.excludedComponents ?? [], deductible: money(category.deductible), limits: limits(category.limits) })),
    })
  )
  return {
    id: String(row.id),
    label: row.number,
    class: row.kind,
    customer: String(row.company_id),
    coversOrderingParty: terms.coversOrderingParty,
    currency: row.currency,
    status,
    timeZone: terms.timeZone,
    start: row.starts_on,
    end: row.ends_on ?? null,
    waitingDays: terms.waitingDays,
    referenceDate: terms.referenceDate,
    suspensions: [],
    onCreditHold: terms.onCreditHold,
    // an item on a contract stands for itself and for what is built into it
    items: items.flatMap((item) => [
      { kind: 'item' as const, item, serial: null },
      { kind: 'component' as const, item, path: '' },
    ]),
    skills: terms.skills,
    rules,
    limits: limits(terms.limits),
    deductible: money(terms.deductible),
    points: null,
  }
}

/** Items on the lines that have service on a day, each once. */
function itemsOn(lines: Row[], day: CalendarDate): string[] {
  const running = lines.filter((line) => line.installed_item_id && line.starts_on <= day && (line.ends_on === null || day < line.ends_on))
  return [...new Set(running.map((line) => String(line.installed_item_id)))].sort()
}
