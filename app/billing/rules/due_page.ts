import { addMonthsAnchored, calendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import type { DueCharge, DuePage } from '#billing/charge_sources'
import { isInScope, type RunScope } from '#billing/rules/run_scope'

/** What a charge dated in a closed month meets: a later date, or a refusal. */
export type ClosedMonthTreatment = 'redirect' | 'refuse'

/** The day itself, or the first day of the next month that is not closed; months are `YYYY-MM`. */
export function firstOpenDay(day: CalendarDate, closed: ReadonlySet<string>): CalendarDate {
  let open = day
  while (closed.has(open.slice(0, 7))) open = addMonthsAnchored(calendarDate(`${open.slice(0, 7)}-01`), 1)

  return open
}

export interface PageTerms {
  until: CalendarDate
  scope: RunScope
  closed: ReadonlySet<string>
  closedMonths: ClosedMonthTreatment
}

/**
 * What of a page belongs in a run: the charges of its scope, those of closed months at their new date
 * where that is due by then, or refused by name. The sources stay, so that what they no longer bring is removed.
 */
export function pageOfRun(page: DuePage, sourceType: string, terms: PageTerms): DuePage {
  const charges: DueCharge[] = []
  const failures = [...page.failures]
  const refused = new Set(failures.map(({ sourceId }) => sourceId))
  for (const charge of page.charges) {
    if (!isInScope(terms.scope, sourceType, charge)) continue
    if (!Number.isSafeInteger(charge.netCents)) {
      if (!refused.has(charge.sourceId)) failures.push({ sourceId: charge.sourceId, code: 'amount_too_large', message: `${charge.description.slice(0, 120)}: the amount is larger than an invoice can hold` })
      refused.add(charge.sourceId)
      continue
    }
    const dueOn = firstOpenDay(charge.dueOn, terms.closed)
    if (dueOn === charge.dueOn) charges.push(charge)
    else if (terms.closedMonths === 'redirect') {
      if (dueOn <= terms.until) charges.push({ ...charge, dueOn, explanation: { ...charge.explanation, redirectedFrom: charge.dueOn } })
    } else if (!refused.has(charge.sourceId)) {
      refused.add(charge.sourceId)
      failures.push({ sourceId: charge.sourceId, code: 'month_closed', message: `${charge.dueOn.slice(0, 7)} is closed: open the month again, or let charges of closed months move on` })
    }
  }
  return { sourceIds: page.sourceIds, charges, failures }
}
