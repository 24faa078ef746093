import type { CalendarDate } from '#shared/calendar/calendar_date'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import type { ContractLineTerms, Revaluation } from '#service_contracts/rules/contract_line_terms'
import type { IndexLookup, Month } from '#service_contracts/rules/indexation/index_factor'
import { priceProposal, type MissingIndex, type PriceProposal, type RevaluationPolicy } from '#service_contracts/rules/indexation/price_proposal'

/** A revaluation of the line that was decided before. */
export interface SettledRevaluation {
  dueOn: CalendarDate
  newPrice: string | null
  /** Applied on an index that was provisional then, and not put right since. */
  isProvisional: boolean
}

export interface LineToRevalue {
  terms: ContractLineTerms
  /** The price is agreed not to move. */
  isPriceFixed: boolean
  baseMonth: Month
  /** What a person entered as the price after the next revaluation. */
  enteredPrice?: string | null
  settled: readonly SettledRevaluation[]
  /** Days that a person left out of the run under review. */
  excluded: ReadonlySet<CalendarDate>
}

export interface LineRevaluation {
  dueOn: CalendarDate
  /** `regularise` puts right what was applied on a provisional index. */
  kind: 'revalue' | 'regularise'
  outcome: PriceProposal['outcome'] | 'missing' | 'excluded' | 'price_fixed' | 'refused'
  found: PriceProposal | MissingIndex | null
  event: Revaluation | null
  refusal: string | null
}

/**
 * What a run proposes for one line, day by day: each price follows from the one before it,
 * and where an index is missing the later days wait.
 *
 * @param days when revaluations are due, sorted
 */
export function lineRevaluations(line: LineToRevalue, policy: RevaluationPolicy, days: readonly CalendarDate[], lookup: IndexLookup): LineRevaluation[] {
  const rows = regularisations(line, policy, lookup)
  let { terms, enteredPrice } = line
  for (const day of days) {
    if (line.settled.some(({ dueOn }) => dueOn === day) || !isServed(terms, day)) continue
    if (line.isPriceFixed) {
      rows.push(bare(day, 'price_fixed'))
      continue
    }

    const row = revaluation(terms, policy.entered === undefined ? policy : { ...policy, entered: enteredPrice ?? null }, day, line.baseMonth, lookup)
    if (row.outcome === 'missing' || row.outcome === 'refused') return [...rows, row]
    if (line.excluded.has(day)) row.outcome = 'excluded'
    // a price is entered for one day; the next one waits for its own
    enteredPrice = null
    if (row.outcome === 'proposed' && row.event) terms = { ...terms, events: [...(terms.events ?? []), row.event] }
    rows.push(row)
  }
  return rows
}

function regularisations(line: LineToRevalue, policy: RevaluationPolicy, lookup: IndexLookup): LineRevaluation[] {
  return line.settled.filter(({ isProvisional }) => isProvisional).flatMap(({ dueOn, newPrice }) => {
    const before = { ...line.terms, events: (line.terms.events ?? []).filter(({ on }) => on < dueOn) }
    const row = revaluation(before, policy, dueOn, line.baseMonth, lookup)
    if (row.outcome !== 'proposed' || !row.found || !('newPrice' in row.found)) return []
    if (row.found.isProvisional || row.found.newPrice === newPrice || newPrice === null) return []

    const event: Revaluation = { kind: 'revalue', on: dueOn, price: row.found.newPrice, effective: policy.effective }
    return [{ ...row, kind: 'regularise' as const, found: { ...row.found, oldPrice: newPrice }, event }]
  })
}

function revaluation(terms: ContractLineTerms, policy: RevaluationPolicy, day: CalendarDate, baseMonth: Month, lookup: IndexLookup): LineRevaluation {
  try {
    const found = priceProposal(terms, policy, day, baseMonth, lookup)
    return { ...bare(day, found.outcome), found, event: 'event' in found ? found.event : null }
  } catch (error) {
    if (!(error instanceof BillingRefused)) throw error
    return { ...bare(day, 'refused'), refusal: error.message }
  }
}

function bare(dueOn: CalendarDate, outcome: LineRevaluation['outcome']): LineRevaluation {
  return { dueOn, kind: 'revalue', outcome, found: null, event: null, refusal: null }
}

function isServed({ start, end, events = [] }: ContractLineTerms, day: CalendarDate): boolean {
  const isOver = events.some((event) => event.kind === 'terminate' && event.on <= day)
  return day > start && (end === null || end === undefined || day < end) && !isOver
}
