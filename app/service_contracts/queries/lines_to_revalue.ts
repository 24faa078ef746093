import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'
import { lineTerms } from '#service_contracts/rules/contract_terms'
import { IN_FORCE } from '#service_contracts/rules/in_force'
import { indexMonth } from '#service_contracts/rules/indexation/index_factor'
import type { LineToRevalue, SettledRevaluation } from '#service_contracts/rules/indexation/line_revaluations'
import type { KnownPolicy } from '#service_contracts/queries/revaluation_policies'

const PAGE = 250

export interface ContractLineToRevalue extends LineToRevalue {
  id: number
  contractId: number
  startsOn: CalendarDate
  policy: KnownPolicy
  /** The first day of the next term, where a new line takes the price of that day over from this one; the last day to look at then. */
  handsOverOn: CalendarDate | null
}

type Row = Record<string, any>

/** The lines of contracts in force that follow a revaluation policy, page by page. */
export async function* linesToRevalue(
  policies: Map<number, KnownPolicy>,
  runId: number,
  client: QueryClientContract
): AsyncGenerator<ContractLineToRevalue[]> {
  for (let last = 0; ; ) {
    const lines = await followingLines(last, client)
    if (lines.length === 0) return
    const ids = lines.map(({ line_id: id }) => Number(id))
    const [events, decided] = await Promise.all([eventsOfLines(ids, client), decisions(ids, runId, client)])

    yield lines.map((row) => lineOf(row, policies, events, decided))
    last = ids.at(-1)!
  }
}

/** The same for all lines of a few contracts, whatever run is under review. */
export async function coveredLinesToRevalue(contractIds: number[], policies: Map<number, KnownPolicy>, client: QueryClientContract): Promise<ContractLineToRevalue[]> {
  const lines: Row[] = await revaluedLines(client).whereIn('service_contracts.id', contractIds)
  const ids = lines.map(({ line_id: id }) => Number(id))
  const [events, decided] = await Promise.all([eventsOfLines(ids, client), decisions(ids, 0, client)])
  return lines.map((row) => lineOf(row, policies, events, decided))
}

function lineOf(row: Row, policies: Map<number, KnownPolicy>, events: Map<number, ContractEvent[]>, decided: Awaited<ReturnType<typeof decisions>>): ContractLineToRevalue {
  const [id, policy] = [Number(row.line_id), policies.get(Number(row.revaluation_policy_id))!]
  const columns = { ...row, starts_on: row.line_starts_on, ends_on: row.line_ends_on }
  const terms = lineTerms(columns as never, row as never, row.ends_on, events.get(id) ?? [])
  const handsOverOn = isReplaced(row) && terms.end === row.ends_on ? (row.ends_on as CalendarDate) : null
  return {
    id,
    handsOverOn,
    contractId: Number(row.id),
    startsOn: row.starts_on,
    policy,
    terms: handsOverOn ? { ...terms, end: null } : terms,
    isPriceFixed: Boolean(row.is_price_fixed),
    enteredPrice: row.next_price,
    baseMonth: row.base_month ?? indexMonth(row.starts_on, policy.lagMonths),
    settled: decided.settled.get(id) ?? [],
    excluded: decided.excluded.get(id) ?? new Set<CalendarDate>(),
  }
}

/** Whether the renewal that comes puts new lines in the place of those of a contract. */
function isReplaced({ renewal_lines: lines, renewal_mode: mode, renewal_decision: decision, ends_on: end, notice_effective_on: notice }: Row): boolean {
  return lines === 'new' && mode !== 'none' && decision !== 'end' && end !== null && (notice === null || notice > end)
}

function followingLines(last: number, client: QueryClientContract): Promise<Row[]> {
  return revaluedLines(client).where('contract_lines.id', '>', last).limit(PAGE)
}

function revaluedLines(client: QueryClientContract) {
  return client
    .from('contract_lines')
    .join('service_contracts', 'service_contracts.id', 'contract_lines.service_contract_id')
    .whereIn('service_contracts.status', IN_FORCE)
    .whereNotNull('service_contracts.revaluation_policy_id')
    .orderBy('contract_lines.id')
    .select('service_contracts.*', 'contract_lines.id as line_id', 'contract_lines.quantity', 'contract_lines.unit_price', 'contract_lines.is_price_fixed', 'contract_lines.is_aligned', 'contract_lines.next_price')
    .select('contract_lines.starts_on as line_starts_on', 'contract_lines.ends_on as line_ends_on')
}

async function decisions(lineIds: number[], runId: number, client: QueryClientContract) {
  const rows: Row[] = await client
    .from('revaluation_proposals')
    .whereIn('contract_line_id', lineIds)
    .where((query) => void query.whereNotNull('settled_key').orWhere({ revaluation_run_id: runId, outcome: 'excluded' }))
    .orderBy('id')
  const settled = new Map<number, SettledRevaluation[]>()
  const excluded = new Map<number, Set<CalendarDate>>()
  for (const row of rows) {
    const lineId = Number(row.contract_line_id)
    if (row.settled_key === null) {
      excluded.set(lineId, (excluded.get(lineId) ?? new Set()).add(row.due_on))
      continue
    }
    const known = settled.get(lineId) ?? []
    const fresh = { dueOn: row.due_on, newPrice: row.outcome === 'applied' ? row.new_price : null, isProvisional: row.outcome === 'applied' && Boolean(row.is_provisional) }
    settled.set(lineId, [...known.filter(({ dueOn }) => dueOn !== fresh.dueOn), fresh])
  }
  return { settled, excluded }
}
