import type { CalendarDate } from '#shared/calendar/calendar_date'
import { compare, multiply, ratio, round, type Ratio } from '#shared/money/ratio'
import { decimalRatio, parseDecimal } from '#shared/money/decimal'
import { toSafeInteger } from '#shared/money/rounding'
import {
  askingOrder,
  levelOf,
  mismatch,
  skillDepth,
  type DebitRule,
  type DebitSubject,
  type DebitType,
  type Verdict,
} from '#points/rules/debit_rule'
import { POINT_DECIMALS, type Points } from '#points/rules/points'

/** A request and what was consumed for it. */
export interface DebitRequest {
  /** What the contractual part is debited once for; null debits it each time. */
  request: string | null
  on: CalendarDate
  item: string | null
  customer: string | null
  skill: string | null
  lines: readonly { product: string; quantity: string }[]
}

/** A rule that was looked at, and what became of it. */
export interface Considered {
  rule: string
  level: number
  skillDepth: number
  points: string | null
  verdict: Verdict
}

/** One part of a debit: who won, who was passed over, and the arithmetic. */
export interface DebitPart {
  type: DebitType
  product: string | null
  quantity: string | null
  /** How many whole steps the quantity was raised to; null when the rule has no step. */
  steps: number | null
  step: string | null
  rule: string | null
  points: Points
  /** The request paid its contractual part before. */
  alreadyPaid: boolean
  considered: Considered[]
}

export interface Debit {
  points: Points
  parts: DebitPart[]
}

const NOTHING = { product: null, quantity: null, steps: null, step: null, alreadyPaid: false }

/**
 * What a request costs: its contractual part, once for each request, and for each line the
 * quantity raised to whole steps times the points of a unit, rounded once a line, halves away from zero.
 *
 * @param hasPaidContractual whether an earlier consumption of the same request carries the contractual part
 * @throws {RangeError} for a quantity, value or step that is no number
 */
export function debitOf(rules: readonly DebitRule[], request: DebitRequest, hasPaidContractual: boolean): Debit {
  const { on, item, customer, skill } = request
  const subject = { on, item, customer, skill, product: null }
  const parts = [contractualPart(rules, subject, hasPaidContractual)]
  for (const { product, quantity } of request.lines) parts.push(complementaryPart(rules, { ...subject, product }, quantity))
  return { points: parts.reduce((sum, { points }) => sum + points, 0), parts }
}

function contractualPart(rules: readonly DebitRule[], subject: DebitSubject, alreadyPaid: boolean): DebitPart {
  const { winner, considered } = lookUp(rules, 'contractual', subject)
  const points = winner && !alreadyPaid ? hundredths(decimalRatio(parseDecimal(winner.points!))) : 0
  return { ...NOTHING, type: 'contractual', rule: winner?.id ?? null, points, alreadyPaid, considered }
}

function complementaryPart(rules: readonly DebitRule[], subject: DebitSubject, quantity: string): DebitPart {
  const { winner, considered } = lookUp(rules, 'complementary', subject)
  const asked = decimalRatio(parseDecimal(quantity))
  if (compare(asked, ratio(0)) < 0) throw new RangeError(`A consumed quantity is not below zero, and ${quantity} is`)
  const part = { ...NOTHING, type: 'complementary' as const, product: subject.product, quantity, considered }
  if (!winner) return { ...part, rule: null, points: 0 }

  const step = winner.step === null ? null : decimalRatio(parseDecimal(winner.step))
  const steps = step === null ? null : stepsIn(asked, step)
  const counted = step === null ? asked : multiply(ratio(steps!), step)
  const points = hundredths(multiply(counted, decimalRatio(parseDecimal(winner.points!))))
  return { ...part, rule: winner.id, steps: steps === null ? null : toSafeInteger(steps), step: winner.step, points }
}

/** The first rule, from the most particular to the general, that has a value; with what became of every other. */
export function lookUp(rules: readonly DebitRule[], type: DebitType, subject: DebitSubject) {
  const considered: Considered[] = []
  let winner: DebitRule | null = null
  for (const rule of rules.filter((one) => one.type === type).sort(askingOrder)) {
    const verdict = mismatch(rule, subject) ?? (winner ? 'LESS_SPECIFIC' : (lack(rule) ?? 'WON'))
    if (verdict === 'WON') winner = rule
    const { id, item, customer, skill, points } = rule
    considered.push({ rule: id, level: levelOf({ item, customer, skill }), skillDepth: skillDepth(skill), points, verdict })
  }
  return { winner, considered }
}

function lack({ points, zeroCounts }: DebitRule): Verdict | null {
  if (points === null) return 'NO_VALUE'
  return parseDecimal(points).unscaled === 0n && !zeroCounts ? 'ZERO_DOES_NOT_COUNT' : null
}

/** How many whole steps hold a quantity. */
function stepsIn(quantity: Ratio, step: Ratio): bigint {
  if (compare(step, ratio(0)) <= 0) throw new RangeError('A step is above zero')
  const num = quantity.num * step.den
  const den = quantity.den * step.num
  return (num + den - 1n) / den
}

function hundredths({ num, den }: Ratio): Points {
  return toSafeInteger(round({ num: num * 10n ** BigInt(POINT_DECIMALS), den }))
}
