import type { BilledCharge } from '#billing/queries/billed_ledger'
import { dateOfDay, dayNumberOf, type CalendarDate } from '#shared/calendar/calendar_date'
import type { Period } from '#shared/calendar/period'
import type { ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { timeline } from '#service_contracts/rules/schedule'
import { unbilledDays, type UnbilledReason } from '#service_contracts/rules/unbilled_days'

/** One stretch of a line's schedule as its page shows it. */
export interface Instalment {
  from: CalendarDate
  to: CalendarDate
  dueOn: CalendarDate
  netCents: number
  kind: 'recurring' | 'credit'
  /** `carried` waits until the contract has enough for an invoice. */
  state: 'billed' | 'due' | 'carried' | 'future' | UnbilledReason
  chargeId: number | null
}

/**
 * What was billed in a window and what is still expected there: a stretch that the ledger
 * holds is billed, one whose bill date has come is due, the others lie in the future. Days
 * that are free, suspended or were billed by another system are shown period by period, for nothing.
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
  return [...past, ...expected, ...unbilled(terms, window)]
}

function unbilled(terms: ContractLineTerms, window: Period): Instalment[] {
  const { days, served } = unbilledDays(terms)
  if (days.length === 0) return []

  return timeline(served, window.from, window.to).flatMap((item) =>
    days.flatMap(({ reason, ...range }): Instalment[] => {
      const [from, to] = [Math.max(dayNumberOf(item.from), range.from), Math.min(dayNumberOf(item.to), range.to)]
      const shown = { from: dateOfDay(from), to: dateOfDay(to), dueOn: item.billDate, netCents: 0 }
      return from < to ? [{ ...shown, kind: 'recurring', state: reason, chargeId: null }] : []
    })
  )
}
