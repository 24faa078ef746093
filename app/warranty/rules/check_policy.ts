export const CHECKS = [
  'SERIAL_UNKNOWN',
  'SERIAL_PRODUCT_MISMATCH',
  'NOT_SHIPPED',
  'SHIPPED_TO_OTHER_DEALER',
  'ALREADY_REGISTERED',
  'BEFORE_SHIPMENT',
  'AFTER_DEADLINE',
  'STOLEN_OR_SCRAPPED',
  'CHECK_DIGIT',
] as const

export type Check = (typeof CHECKS)[number]

/** From the mildest to the gravest. */
export const OUTCOMES = ['accept', 'reserve', 'review', 'refuse'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What each check that finds something leads to. */
export type Outcomes = Record<Check, Outcome>

/** What a house does that has chosen nothing else. */
export const USUAL_OUTCOMES: Outcomes = {
  SERIAL_UNKNOWN: 'refuse',
  SERIAL_PRODUCT_MISMATCH: 'refuse',
  NOT_SHIPPED: 'review',
  SHIPPED_TO_OTHER_DEALER: 'review',
  ALREADY_REGISTERED: 'review',
  BEFORE_SHIPMENT: 'review',
  AFTER_DEADLINE: 'reserve',
  STOLEN_OR_SCRAPPED: 'refuse',
  CHECK_DIGIT: 'refuse',
}

/** The outcomes a check may be given: an item changes hands only when a person says so. */
export function outcomesOf(check: Check): readonly Outcome[] {
  return check === 'ALREADY_REGISTERED' ? ['review', 'refuse'] : OUTCOMES
}

/** The gravest outcome of what was found; nothing found is accepted. */
export function gravest(outcomes: readonly Outcome[]): Outcome {
  return OUTCOMES[Math.max(0, ...outcomes.map((one) => OUTCOMES.indexOf(one)))]
}
