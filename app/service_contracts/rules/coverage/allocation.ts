import { decimalText } from '#shared/money/decimal'
import { compare, ratio, round, type Ratio } from '#shared/money/ratio'
import type { CaseLine, CoveragePolicy } from '#service_contracts/rules/coverage/coverage_case'
import type { Candidate } from '#service_contracts/rules/coverage/candidates'
import type { Allocation, ReasonCode, Rejection } from '#service_contracts/rules/coverage/coverage_decision'
import { least, millionthsText, priceOf, shareOf, shareUp } from '#service_contracts/rules/coverage/exact'
import { drawn, type LimitPot } from '#service_contracts/rules/coverage/limit_pots'
import type { DeductiblePots } from '#service_contracts/rules/coverage/deductible_pots'
import type { PointsPots } from '#service_contracts/rules/coverage/points_pots'

/** A line while it is being split: amounts in minor units, the quantity in millionths. */
export interface OpenLine {
  line: CaseLine
  amount: bigint
  quantity: bigint
  remaining: bigint
}

/** Where an allocation takes from, besides the line itself. */
export interface Sources {
  policy: CoveragePolicy
  exponent: number
  limits: LimitPot[]
  deductibles: DeductiblePots
  points: PointsPots
}

export interface Split {
  taken: bigint
  allocation: Allocation | null
  rejected: Rejection[]
}

/**
 * What one candidate pays of a line: the least of what remains, its percentage and each of its limits,
 * after the price ceiling and the deductible. The percentage is rounded once, halves away from zero, to
 * the currency's unit. Everything a candidate does not pay stays for the next one, with the reason.
 */
export function split(candidate: Candidate, open: OpenLine, sources: Sources): Split {
  const { contract, match, category } = candidate
  const { policy, exponent, limits, deductibles, points } = sources
  const rejected: Rejection[] = []
  const refuse = (code: ReasonCode, withheld: bigint, detail: Record<string, string> = {}) => {
    if (withheld <= 0n && open.amount > 0n) return
    const amount = decimalText({ unscaled: withheld, scale: exponent })
    rejected.push({ contract: contract.id, rule: match.rule.id, category: category.id, code, amount, detail })
  }
  const nothing = (): Split => ({ taken: 0n, allocation: null, rejected })

  const ofLine = policy.percentOf === 'line'
  const basis = ofLine ? open.amount : open.remaining
  const quantity = ofLine ? open.quantity : shareUp(open.quantity, open.remaining, open.amount)

  const ceiling = category.unitPriceCeiling
  const highest = ceiling === null ? null : priceOf(ceiling, quantity, exponent)
  const isDear = highest !== null && compare(highest, ratio(basis)) < 0
  if (isDear) refuse('PRICE_CEILING', category.aboveCeiling === 'refuse' ? open.remaining : basis - round(highest), { ceiling: ceiling! })
  if (isDear && category.aboveCeiling === 'refuse') return nothing()
  const eligible = isDear ? highest : ratio(basis)

  const units = tightest(limits, 'quantity')
  const money = tightest(limits, 'amount')
  const served = units === null ? quantity : least(quantity, units.left)
  if (served === 0n) refuse('LIMIT_QTY', open.remaining, { limit: units!.limit.id })
  else if (money?.left === 0n) refuse('LIMIT_AMOUNT', open.remaining, { limit: money.limit.id })
  if (served === 0n || money?.left === 0n) return nothing()

  const borne = deductibles.take(candidate, least(open.remaining, round(eligible)))
  if (borne > 0n) refuse('DEDUCTIBLE', borne)
  const room = open.remaining - borne
  const full = percentOf(category.percent, eligible, borne, served, quantity)
  const byPercent = least(room, full)
  if (served < quantity) {
    const unlimited = least(room, percentOf(category.percent, eligible, borne, quantity, quantity))
    refuse('LIMIT_QTY', unlimited - byPercent, { limit: units!.limit.id })
  }
  const byMoney = money === null ? byPercent : least(byPercent, money.left)
  if (byMoney < byPercent) refuse('LIMIT_AMOUNT', byPercent - byMoney, { limit: money!.limit.id })
  if (byMoney === 0n && open.amount > 0n) {
    if (rejected.length === 0) refuse('CATEGORY_EXCLUDED', open.remaining, { percent: category.percent })
    return nothing()
  }

  const debit = points.take(candidate, open.line, byMoney)
  if (debit && debit.taken < byMoney) refuse('POINTS_SHORT', byMoney - debit.taken, debit.detail)
  if (debit && (debit.movement === null || (debit.taken === 0n && open.amount > 0n))) return nothing()
  const taken = debit ? debit.taken : byMoney

  // units already paid for by an earlier candidate are not counted twice; a limit on money takes no units back
  const counted = byPercent === full ? served : shareUp(served, byPercent, full)
  const allocation: Allocation = {
    contract: contract.id,
    rule: match.rule.id,
    category: category.id,
    itemLevel: match.item.level,
    skillDepth: match.skill.depth,
    crossed: match.crossed,
    quantity: millionthsText(counted),
    amount: decimalText({ unscaled: taken, scale: exponent }),
    percent: category.percent,
    deductible: decimalText({ unscaled: borne, scale: exponent }),
    limits: limits.map((pot) => drawn(pot, pot.kind === 'amount' ? taken : counted, exponent)),
    points: debit?.movement ?? null,
  }
  return { taken, allocation, rejected }
}

/** The limit of a kind with the least left; the first by id where several have the same. */
function tightest(pots: readonly LimitPot[], kind: LimitPot['kind']): LimitPot | null {
  let found: LimitPot | null = null
  for (const pot of pots) if (pot.kind === kind && (found === null || pot.left < found.left)) found = pot
  return found
}

/** The covered percentage of a part of the units, in minor units; the only rounding of an allocation. */
function percentOf(percent: string, eligible: Ratio, borne: bigint, part: bigint, whole: bigint): bigint {
  const above = eligible.num - borne * eligible.den
  if (above <= 0n) return 0n
  const share = shareOf(percent)
  return round({ num: above * share.num * part, den: eligible.den * share.den * whole })
}
