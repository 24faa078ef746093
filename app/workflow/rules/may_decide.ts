import type { Deciders, StepState } from '#workflow/rules/approval_course'

export interface Person {
  id: number
  groupIds: readonly number[]
  roleIds: readonly number[]
}

export type WhyNot = 'step_not_open' | 'not_a_decider' | 'own_request'

interface Asked {
  askedById: number | null
  /** Whether the person who asked may also decide. */
  allowsOwn: boolean
}

/** Whether a step asks this person. */
export function decides({ groupId, roleId }: Deciders, person: Person): boolean {
  return (groupId !== null && person.groupIds.includes(groupId)) || (roleId !== null && person.roleIds.includes(roleId))
}

/** Why a person may not decide a step now, or null when they may. */
export function whyNotDecide(step: Deciders & { state: StepState }, asked: Asked, person: Person): WhyNot | null {
  if (step.state !== 'open') return 'step_not_open'
  if (!decides(step, person)) return 'not_a_decider'
  return asked.askedById === person.id && !asked.allowsOwn ? 'own_request' : null
}
