import { decimalRatio, parseDecimal } from '#shared/money/decimal'
import { add, compare, divide, ratio, type Ratio } from '#shared/money/ratio'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import { indexFactor, type IndexLookup, type IndexOutcome, type IndexUsed, type Month } from '#service_contracts/rules/indexation/index_factor'

/**
 * `P1 = P0 × max(…)` or `min(…)` over indices and, where it is given, a percentage: the forms
 * with MAX and MIN that service-domain.md names in section 5, such as `MAX(1.05; S1/S0)`.
 */
export interface IndexChoice {
  pick: 'highest' | 'lowest'
  indices: readonly string[]
  /** Decimal text such as `5` for 1.05; null where only indices compete. */
  pct: string | null
}

/**
 * The highest or lowest movement between two months. Each index moves by its value then and
 * now; one that lacks a value is named, never left out of the choice, since it might have won.
 * Of equal movements the first one counts, a percentage after the indices.
 *
 * @throws {BillingRefused} `invalid_event` for fewer than two to choose from or an index of zero
 */
export function chosenFactor({ pick, indices, pct }: IndexChoice, from: Month, to: Month, lookup: IndexLookup): IndexOutcome {
  if (indices.length + (pct === null ? 0 : 1) < 2) throw new BillingRefused('invalid_event', 'A choice needs two indices, or an index and a percentage')

  const outcomes = indices.map((index) => indexFactor({ fixedShare: '0', terms: [{ index, weight: '1' }] }, from, to, lookup))
  const missing = outcomes.flatMap((one) => ('missing' in one ? one.missing : []))
  if (missing.length > 0) return { missing }

  const moves = outcomes.flatMap((one): { factor: Ratio; used: IndexUsed | null }[] => ('factor' in one ? [{ factor: one.factor, used: one.used[0] }] : []))
  if (pct !== null) moves.push({ factor: add(ratio(1), divide(decimalRatio(parseDecimal(pct)), ratio(100))), used: null })
  const sign = pick === 'highest' ? 1 : -1
  const chosen = moves.reduce((best, move) => (compare(move.factor, best.factor) * sign > 0 ? move : best))
  const used = moves.flatMap((move) => (move.used ? [{ ...move.used, isChosen: move === chosen }] : []))
  return { factor: chosen.factor, used }
}
