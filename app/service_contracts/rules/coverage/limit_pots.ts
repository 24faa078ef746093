import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Period } from '#shared/calendar/period'
import type { CaseLine } from '#service_contracts/rules/coverage/coverage_case'
import type { Candidate } from '#service_contracts/rules/coverage/candidates'
import type { LimitMovement } from '#service_contracts/rules/coverage/coverage_decision'
import type { CaseContract, CoverageLimit, LimitPeriodLength } from '#service_contracts/rules/coverage/coverage_terms'
import { QUANTITY_DECIMALS, millionthsText, unitsOf } from '#service_contracts/rules/coverage/exact'
import { limitPeriod } from '#service_contracts/rules/coverage/limit_period'
import { byId } from '#service_contracts/rules/coverage/text_order'
import { decimalText } from '#shared/money/decimal'

/** What is left of one limit while a case is decided; lines of the same case draw from the same pot. */
export interface LimitPot {
  limit: CoverageLimit
  kind: 'amount' | 'quantity'
  /** The item or skill it is counted for. */
  key: string | null
  period: Period | null
  /** Minor units or millionths. */
  figure: bigint
  left: bigint
}

/** The pots of one case, by name, and the periods that its limits share. */
export class Pots extends Map<string, LimitPot> {
  private readonly known = new Map<string, Period | null>()
  private last: { start: CalendarDate; day: CalendarDate; length: LimitPeriodLength; period: Period | null } | null = null

  /** The period of a limit round a day; contracts that began together share it. */
  periods(limit: CoverageLimit, start: CalendarDate, day: CalendarDate): Period | null {
    if (limit.per === 'event' || limit.per === 'contract_life') return null
    const { unit, count, from } = limit.period
    const { last } = this
    if (last && last.start === start && last.day === day && last.length.unit === unit && last.length.count === count && last.length.from === from) return last.period
    const name = `${start}${day}${unit}${count}${from}`
    let period = this.known.get(name)
    if (period === undefined) this.known.set(name, (period = limitPeriod(limit, start, day)))
    this.last = { start, day, length: limit.period, period }
    return period
  }
}

/** The pots a candidate's allocation for a line draws from, by limit id. */
export function potsFor(candidate: Candidate, line: CaseLine, asked: string | null, day: CalendarDate, exponent: number, pots: Pots): LimitPot[] {
  const { contract, match, category } = candidate
  const limits: CoverageLimit[] = []
  for (const some of [category.limits, match.rule.limits, contract.limits]) {
    for (const limit of some) if (counts(limit, line)) limits.push(limit)
  }
  if (limits.length > 1) limits.sort((one, other) => byId(one.id, other.id))
  return limits.map((limit) => potOf(contract, limit, keyOf(limit, line, match.skill.skill ?? asked), day, exponent, pots))
}

/** How a pot moved by an allocation, and the pot itself moved. */
export function drawn(pot: LimitPot, taken: bigint, exponent: number): LimitMovement {
  const before = pot.left
  pot.left -= taken
  const text = (value: bigint) => (pot.kind === 'amount' ? decimalText({ unscaled: value, scale: exponent }) : millionthsText(value))
  return {
    limit: pot.limit.id,
    per: pot.limit.per,
    kind: pot.kind,
    unit: pot.limit.unit,
    key: pot.key,
    from: pot.period?.from ?? null,
    to: pot.period?.to ?? null,
    figure: text(pot.figure),
    before: text(before),
    after: text(pot.left),
  }
}

function counts({ categories, quantity, unit }: CoverageLimit, line: CaseLine): boolean {
  if (categories.length > 0 && !categories.includes(line.category)) return false
  return quantity === null || unit === null || unit === line.unit
}

function keyOf({ per }: CoverageLimit, line: CaseLine, skill: string | null): string | null {
  if (per === 'item_period') return line.item
  return per === 'skill_period' ? skill : null
}

function potOf(contract: CaseContract, limit: CoverageLimit, key: string | null, day: CalendarDate, exponent: number, pots: Pots): LimitPot {
  const name = `${contract.id}\u0000${limit.id}\u0000${key ?? ''}`
  const known = pots.get(name)
  if (known) return known

  const kind = limit.amount === null ? 'quantity' : 'amount'
  const scale = kind === 'amount' ? exponent : QUANTITY_DECIMALS
  const figure = unitsOf(limit.amount ?? limit.quantity ?? '0', scale)
  const use = limit.used.find((one) => one.key === key) ?? limit.used.find((one) => one.key === null)
  const left = figure - (limit.per === 'event' || !use ? 0n : unitsOf(use.figure, scale))
  const pot: LimitPot = { limit, kind, key, period: pots.periods(limit, contract.start, day), figure, left: left > 0n ? left : 0n }
  pots.set(name, pot)
  return pot
}
