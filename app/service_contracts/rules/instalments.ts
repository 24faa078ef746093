import type { BilledCharge } from '#billing/queries/billed_ledger'
import { dateOfDay, dayNumberOf, type CalendarDate } from '#shared/calendar/calendar_date'
import type { Period } from '#shared/calendar/period'
import type { ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { suspendedDays } from '#service_contracts/rules/suspension'
import { timeline } from '#service_contracts/rules/schedule'

/** One stretch of a line's schedule as its page shows it. */
export interface Instalment {
  from: CalendarDate
  to: CalendarDate
  dueOn: CalendarDate
  netCents: number
  kind: 'recurring' | 'credit'
  state: 'billed' | 'due' | 'future' | 'suspended'
  chargeId: number | null
}

/**
 * What was billed in a window and what is still expected there: a stretch that the ledger
 * holds is billed, one whose bill date has come is due, the others lie in the future. Of a
 * suspension each period is shown with the days that are not billed, for nothing.
 */
export function instalments(
  terms: ContractLineTerms,
  billed: readonly BilledCharge[],
  today: CalendarDate,
  window: Period
): Instalment[] {
  const inWindow = billed.filter(({ from, to }) => to > window.from && from < window.to)
  const past = inWindow.map((charge): Instalment => ({
    from: charge.from,
    to: charge.to,
    dueOn: charge.from,
    netCents: charge.netCents,
    kind: charge.kind,
    state: 'billed',
    chargeId: charge.id,
  }))

  const credited = new Set(billed.map(({ correctsChargeId }) => correctsChargeId))
  const live = billed.filter(({ id, kind }) => kind === 'recurring' && !credited.has(id))
  const expected = timeline(terms, window.from, window.to)
    .filter((item) => !live.some((charge) => charge.from < item.to && item.from < charge.to))
    .map((item): Instalment => ({
      from: item.from,
      to: item.to,
      dueOn: item.billDate,
      netCents: item.amountMinor,
      kind: item.kind,
      state: item.billDate <= today ? 'due' : 'future',
      chargeId: null,
    }))
  return [...past, ...expected, ...suspended(terms, window)]
}

function suspended(terms: ContractLineTerms, window: Period): Instalment[] {
  const events = [...(terms.events ?? [])].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
  const ranges = suspendedDays(events)
  if (ranges.length === 0) return []

  const served = { ...terms, events: events.filter(({ kind }) => kind !== 'suspend' && kind !== 'resume') }
  return timeline(served, window.from, window.to).flatMap((item) =>
    ranges.flatMap((range): Instalment[] => {
      const [from, to] = [Math.max(dayNumberOf(item.from), range.from), Math.min(dayNumberOf(item.to), range.to)]
      const days = { from: dateOfDay(from), to: dateOfDay(to), dueOn: item.billDate, netCents: 0 }
      return from < to ? [{ ...days, kind: 'recurring', state: 'suspended', chargeId: null }] : []
    })
  )
}
