import type { LedgerCharge } from '#service_contracts/rules/ledger'
import { amountOf } from '#service_contracts/rules/line_price'
import { firstEndingAfter, type Stretch } from '#service_contracts/rules/stretch'
import { weightOfStretch } from '#service_contracts/rules/weight'

/**
 * The charges that together cover a stretch day for day and together still amount to its
 * price, each with the index of that stretch. They come about when a change is taken back:
 * the last part was billed as what the others leave, which no count of its own days gives.
 */
export function stretchesPaidInParts(
  stretches: readonly Stretch[],
  charges: readonly LedgerCharge[]
): ReadonlyMap<LedgerCharge, number> {
  const parts = new Map<number, LedgerCharge[]>()
  for (const charge of charges) {
    if (charge.live.length === 0) continue
    const index = firstEndingAfter(stretches, charge.live[0].from)
    const stretch = stretches[index]
    const isPart = stretch?.from <= charge.live[0].from && charge.live[charge.live.length - 1].to <= stretch.to
    if (!isPart || (charge.from === stretch.from && charge.to === stretch.to)) continue
    parts.set(index, [...(parts.get(index) ?? []), charge])
  }

  const settled = new Map<LedgerCharge, number>()
  for (const [index, group] of parts) {
    if (group.length > 1 && isPaid(stretches[index], group)) for (const charge of group) settled.set(charge, index)
  }
  return settled
}

function isPaid(stretch: Stretch, charges: readonly LedgerCharge[]): boolean {
  const days = charges.flatMap(({ live }) => live).reduce((sum, { from, to }) => sum + to - from, 0)
  const remaining = charges.reduce((sum, charge) => sum + charge.remaining + charge.goodwill, 0)
  return days === stretch.to - stretch.from && remaining === amountOf(stretch.line, weightOfStretch(stretch).prices)
}
