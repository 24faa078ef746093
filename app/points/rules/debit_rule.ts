import type { CalendarDate } from '#shared/calendar/calendar_date'
import { compareIds } from '#points/rules/lot'

export type DebitType = 'contractual' | 'complementary'

/** How many points a request costs: once for itself (contractual), or for each unit consumed (complementary). */
export interface DebitRule {
  id: string
  type: DebitType
  /** Each null holds for all. */
  item: string | null
  customer: string | null
  /** Path of a skill group, such as `electricity/control`; holds for everything below it. */
  skill: string | null
  /** Only for complementary rules. */
  product: string | null
  /** Decimal text; null leaves the answer to the next level. */
  points: string | null
  /** Consumed quantities are raised to a whole number of steps. Decimal text above zero. */
  step: string | null
  /** Whether a value of zero ends the search and costs nothing; else zero is as good as no value. */
  zeroCounts: boolean
  validFrom: CalendarDate | null
  /** Exclusive. */
  validTo: CalendarDate | null
}

/** What a rule is looked up for. */
export interface DebitSubject {
  on: CalendarDate
  item: string | null
  customer: string | null
  skill: string | null
  product: string | null
}

export const VERDICTS = [
  'WON',
  'LESS_SPECIFIC',
  'NO_VALUE',
  'ZERO_DOES_NOT_COUNT',
  'OTHER_ITEM',
  'OTHER_CUSTOMER',
  'OTHER_SKILL',
  'OTHER_PRODUCT',
  'NOT_IN_FORCE',
] as const
export type Verdict = (typeof VERDICTS)[number]

/** The level of a rule: item 4, customer 2, skill 1, added up; 0 is the general level. */
export function levelOf({ item, customer, skill }: Pick<DebitRule, 'item' | 'customer' | 'skill'>): number {
  return (item === null ? 0 : 4) + (customer === null ? 0 : 2) + (skill === null ? 0 : 1)
}

/** How deep a skill group lies: `electricity/control` is 2. */
export function skillDepth(skill: string | null): number {
  return skill === null ? 0 : skill.split('/').length
}

/** Why a rule says nothing about a subject, or null when it does. */
export function mismatch(rule: DebitRule, subject: DebitSubject): Verdict | null {
  if (rule.item !== null && rule.item !== subject.item) return 'OTHER_ITEM'
  if (rule.customer !== null && rule.customer !== subject.customer) return 'OTHER_CUSTOMER'
  if (rule.skill !== null && !isWithin(subject.skill, rule.skill)) return 'OTHER_SKILL'
  if (rule.product !== null && rule.product !== subject.product) return 'OTHER_PRODUCT'
  const isInForce = (rule.validFrom ?? '') <= subject.on && subject.on < (rule.validTo ?? '~')
  return isInForce ? null : 'NOT_IN_FORCE'
}

/** The order in which rules are asked: level, depth of the skill, rules for one product before those for all, id. */
export function askingOrder(one: DebitRule, other: DebitRule): number {
  return (
    levelOf(other) - levelOf(one) ||
    skillDepth(other.skill) - skillDepth(one.skill) ||
    Number(one.product === null) - Number(other.product === null) ||
    compareIds(one.id, other.id)
  )
}

function isWithin(skill: string | null, group: string): boolean {
  return skill !== null && (skill === group || skill.startsWith(`${group}/`))
}
