import type { BilledCharge } from '#billing/queries/billed_ledger'
import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import type { Period } from '#shared/calendar/period'
import { invoicesOfCharges } from '#service_contracts/queries/invoices_of_charges'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'
import { lineTerms } from '#service_contracts/rules/contract_terms'
import { instalments, type Instalment } from '#service_contracts/rules/instalments'
import { nextBillDate } from '#service_contracts/rules/schedule'
import { segmentOfCharge } from '#service_contracts/rules/segment_of_charge'

type Row = Record<string, any>
type ScheduledItem = Instalment & { line: string; invoice: unknown }

/** A page of the schedule is a year back and a year ahead; the next one begins where it ends. */
const MONTHS_EACH_WAY = 12
const MOST_PAGES = 50

export interface ScheduleWindow extends Period {
  /** 0 round today, -1 the two years before it, 1 those after it. */
  page: number
  /** Pages that may be opened from here; null where the contract has no days there. */
  earlier: number | null
  later: number | null
}

/** The days of the schedule that an address asks for, with the ways back and ahead as far as the contract reaches. */
export function scheduleWindow(contract: Row, today: CalendarDate, asked: unknown): ScheduleWindow {
  const page = Math.min(MOST_PAGES, Math.max(-MOST_PAGES, Math.trunc(Number(asked) || 0)))
  const middle = addMonthsAnchored(today, page * 2 * MONTHS_EACH_WAY)
  const [from, to] = [addMonthsAnchored(middle, -MONTHS_EACH_WAY), addMonthsAnchored(middle, MONTHS_EACH_WAY)]
  const hasMore = !contract.ends_on || contract.ends_on > to
  return { from, to, page, earlier: contract.starts_on < from && page > -MOST_PAGES ? page - 1 : null, later: hasMore && page < MOST_PAGES ? page + 1 : null }
}

/** What was billed and will be of some lines: the days that are looked at, and what is due today wherever one looks. */
export async function contractSchedule(contract: Row, lines: Row[], known: { ledger: Map<number, BilledCharge[]>; events: Map<number, ContractEvent[]> }, today: CalendarDate, shown: ScheduleWindow) {
  const invoices = await invoicesOfCharges([...known.ledger.values()].flat().map(({ id }) => id))
  const round = shown.page === 0 ? shown : scheduleWindow(contract, today, 0)
  const [schedule, near, dates, refusals] = [[] as ScheduledItem[], [] as Instalment[], [] as CalendarDate[], [] as string[]]
  for (const line of lines) {
    const billed = known.ledger.get(Number(line.id)) ?? []
    try {
      const terms = lineTerms(line as never, contract as never, contract.ends_on, known.events.get(Number(line.id)) ?? [])
      const items = instalments(terms, billed, today, round)
      near.push(...items)
      for (const item of shown === round ? items : instalments(terms, billed, today, shown)) {
        schedule.push({ ...item, line: line.description, invoice: item.chargeId ? invoices.get(item.chargeId) : null })
      }
      const next = nextBillDate(terms, billed.map(segmentOfCharge), today)
      if (next) dates.push(next)
    } catch (error) {
      if (!(error instanceof BillingRefused)) throw error
      refusals.push(`${line.description}: ${error.message}`)
    }
  }
  schedule.sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0))
  return { schedule, refusals, nextOn: dates.sort()[0] ?? null, billedCents: sumOf(schedule, 'billed'), dueCents: sumOf(near, 'due') }
}

function sumOf(items: readonly Instalment[], state: Instalment['state']): number {
  return items.filter((item) => item.state === state).reduce((sum, { netCents }) => sum + netCents, 0)
}
