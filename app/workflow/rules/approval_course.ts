import { parseDecimal } from '#shared/money/decimal'

export type StepState = 'waiting' | 'open' | 'approved' | 'refused' | 'left_out' | 'cancelled'
export type ApprovalState = 'open' | 'approved' | 'refused' | 'cancelled'
export type Decision = 'approve' | 'refuse'

/** Who decides a step: the members of a group, the holders of a role, or either where both are named. */
export interface Deciders {
  groupId: number | null
  roleId: number | null
}

export interface StepTerms extends Deciders {
  position: number
  name: string
  /** Decimal text; the step is asked only above this amount. Null asks it always. */
  amountAbove: string | null
}

export interface CourseStep {
  position: number
  state: StepState
}

export interface Course {
  state: ApprovalState
  steps: CourseStep[]
}

/**
 * Where an approval begins: its first step that applies is open, later ones wait, the
 * others are left out. Without any that applies nothing has to be decided.
 *
 * @param amount decimal text of what is approved, null when it has none
 */
export function courseOf(steps: readonly StepTerms[], amount: string | null): Course {
  const ordered = [...steps].sort((one, other) => one.position - other.position)
  const states = ordered.map((step): CourseStep => ({ position: step.position, state: applies(step, amount) ? 'waiting' : 'left_out' }))
  return advanced(states)
}

/** Whether a step is asked at all for an amount. */
export function applies({ amountAbove }: Pick<StepTerms, 'amountAbove'>, amount: string | null): boolean {
  return amountAbove === null || (amount !== null && isMore(amount, amountAbove))
}

/**
 * The course after its open step was decided: the next waiting step opens, a refusal ends
 * it and the last approval completes it.
 *
 * @throws {RangeError} when that step is not the open one
 */
export function courseAfter({ steps }: Course, position: number, decision: Decision): Course {
  const at = steps.find((step) => step.position === position)
  if (at?.state !== 'open') throw new RangeError(`Step ${position} is not open`)
  if (decision === 'refuse') {
    return { state: 'refused', steps: steps.map((step) => (step === at ? { ...step, state: 'refused' } : ended(step))) }
  }
  return advanced(steps.map((step) => (step === at ? { ...step, state: 'approved' } : step)))
}

/** The course once what it is about has changed: nothing decided so far counts any more. */
export function cancelledCourse({ steps }: Course): Course {
  return { state: 'cancelled', steps: steps.map(ended) }
}

function advanced(steps: CourseStep[]): Course {
  const next = steps.find(({ state }) => state === 'waiting')
  if (!next) return { state: 'approved', steps }
  return { state: 'open', steps: steps.map((step) => (step === next ? { ...step, state: 'open' } : step)) }
}

function ended(step: CourseStep): CourseStep {
  return step.state === 'open' || step.state === 'waiting' ? { ...step, state: 'cancelled' } : step
}

function isMore(one: string, other: string): boolean {
  const [left, right] = [parseDecimal(one), parseDecimal(other)]
  return left.unscaled * 10n ** BigInt(right.scale) > right.unscaled * 10n ** BigInt(left.scale)
}
