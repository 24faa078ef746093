import type { MinorUnits } from '#shared/money/money'
import { toSafeInteger } from '#shared/money/rounding'
import { splitPrice } from '#projects/rules/price_split'
import { shareRatio } from '#projects/rules/share'

/** A milestone as far as what it bills goes: an amount that was entered, or a share of the project's price. */
export interface PlannedMilestone {
  id: number
  /** Tidied, such as `30` or `1/3`; null where an amount was entered. */
  share: string | null
  netCents: MinorUnits
  isReached: boolean
}

/** What each milestone of a project bills, in their order, in minor units; what was reached stays as it is. */
export function plannedAmounts(priceCents: MinorUnits, milestones: readonly PlannedMilestone[]): Map<number, MinorUnits> {
  const shared = milestones.filter(({ share }) => share !== null)
  const parts = splitPrice(
    priceCents,
    shared.map(({ share, netCents, isReached }) => ({ share: shareRatio(share!), pinnedCents: isReached ? netCents : null }))
  )
  const amounts = new Map(shared.map(({ id }, index) => [id, parts[index]]))

  return new Map(milestones.map(({ id, netCents }) => [id, amounts.get(id) ?? netCents]))
}

/** What milestones come to together. @throws {RangeError} beyond 2^53 */
export function sumOf(amounts: Iterable<MinorUnits>): MinorUnits {
  return toSafeInteger([...amounts].reduce((total, cents) => total + BigInt(cents), 0n))
}
