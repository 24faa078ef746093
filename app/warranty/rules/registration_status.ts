import type { Outcome } from '#warranty/rules/check_policy'

export type RegistrationStatus = 'to_review' | 'accepted' | 'reserved' | 'refused' | 'transferred' | 'withdrawn'

/** What a person can decide about a registration. */
export const DECISIONS = ['accept', 'reserve', 'refuse', 'withdraw'] as const
export type Decision = (typeof DECISIONS)[number]

const STATUS_AFTER: Record<Decision, RegistrationStatus> = { accept: 'accepted', reserve: 'reserved', refuse: 'refused', withdraw: 'withdrawn' }

const DECISIONS_IN: Record<RegistrationStatus, readonly Decision[]> = {
  to_review: ['accept', 'reserve', 'refuse'],
  refused: ['accept', 'reserve'],
  reserved: ['accept', 'withdraw'],
  accepted: ['withdraw'],
  transferred: [],
  withdrawn: [],
}

/** Statuses in which a registration has its item: no other registration of the serial number may. */
export const HOLDING: readonly RegistrationStatus[] = ['accepted', 'reserved']

/** The status in which the checks leave a registration. */
export function statusOf(outcome: Outcome): RegistrationStatus {
  return ({ accept: 'accepted', reserve: 'reserved', review: 'to_review', refuse: 'refused' } as const)[outcome]
}

/** What can be decided about a registration in this status, in the order in which it is offered. */
export function decisionsIn(status: RegistrationStatus): readonly Decision[] {
  return DECISIONS_IN[status]
}

/** The status after a decision; null when it is not possible now. */
export function decided(status: RegistrationStatus, decision: Decision): RegistrationStatus | null {
  return DECISIONS_IN[status].includes(decision) ? STATUS_AFTER[decision] : null
}
