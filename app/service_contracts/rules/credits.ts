import { dateOfDay } from '#shared/calendar/calendar_date'
import type { DayNumber } from '#shared/calendar/day_number'
import { billDayOf } from '#service_contracts/rules/bill_date'
import type { BillingBasis, BillingItem } from '#service_contracts/rules/billing_item'
import type { JudgedCharge } from '#service_contracts/rules/comparison'
import type { BillingPolicy } from '#service_contracts/rules/contract_line_terms'
import type { DayRange } from '#service_contracts/rules/day_ranges'
import { gridOn } from '#service_contracts/rules/grid_history'
import type { LineHistory } from '#service_contracts/rules/line_history'
import { priceOn } from '#service_contracts/rules/price_history'
import { boundaryAt, boundaryBefore } from '#service_contracts/rules/period_grid'
import { surplusAmounts, type SurplusAmount } from '#service_contracts/rules/surplus_amounts'

/**
 * The credits for days the ledger holds too much, each against the charge it corrects. A
 * credit is billed when the change takes effect, never before its charge. Days after a
 * termination without credit stay charged.
 */
export function creditsFor(
  judged: readonly JudgedCharge[],
  history: LineHistory,
  policy: BillingPolicy,
  target: DayNumber
): BillingItem[] {
  const items: BillingItem[] = []
  for (const judgement of judged) {
    const { charge } = judgement
    const { method, mode } = gridOn(history.grids, charge.from)
    const surplus = judgement.surplus.flatMap((range) => cutAtEndOfService(range, history))
    for (const credit of surplusAmounts({ ...judgement, surplus }, history)) {
      const billDay = Math.max(causeOf(credit, history), Math.min(billDayOf(policy, charge, mode), target))
      if (billDay > target || credit.amount === 0) continue
      items.push({
        from: dateOfDay(credit.from),
        to: dateOfDay(credit.to),
        kind: 'credit',
        amountMinor: -credit.amount,
        billDate: dateOfDay(billDay),
        ratio: credit.share,
        corrects: charge.id,
        settlement: credit.from >= history.serviceEnd && history.settlement !== 'none' ? history.settlement : null,
        basis: basisOfCredit(credit, history, method.proration, judgement.weight !== null),
      })
    }
  }
  return items
}

function cutAtEndOfService(range: DayRange, { serviceEnd, billingEnd, settlement }: LineHistory): DayRange[] {
  const end = settlement === 'none' ? billingEnd : serviceEnd
  if (settlement === null || range.to <= end) return [range]

  const before = { from: range.from, to: end }
  const after = { from: Math.max(range.from, end), to: range.to }
  return [...(before.from < before.to ? [before] : []), ...(settlement === 'none' ? [] : [after])]
}

/** The day of the last event on or before the first surplus day. */
function causeOf({ from }: DayRange, { eventDays }: LineHistory): DayNumber {
  for (let index = eventDays.length - 1; index >= 0; index -= 1) if (eventDays[index] <= from) return eventDays[index]
  return Number.NEGATIVE_INFINITY
}

function basisOfCredit(
  { from }: SurplusAmount,
  { grids, prices, priceBase }: LineHistory,
  rule: BillingBasis['rule'],
  isExplained: boolean
): BillingBasis {
  const { grid } = gridOn(grids, from - 1)
  const k = boundaryBefore(grid, from)
  const { price, quantity } = priceOn(prices, from - 1)
  return {
    price,
    quantity,
    priceBase,
    rule: isExplained ? rule : 'ledger',
    periodFrom: dateOfDay(boundaryAt(grid, k)),
    periodTo: dateOfDay(boundaryAt(grid, k + 1)),
  }
}
