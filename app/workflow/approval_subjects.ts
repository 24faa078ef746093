import type { Trx } from '#shared/database/transaction'

/** A kind of record that is approved: how its terms read now, so that a change after an approval is noticed. */
export interface ApprovalSubject {
  /** The record type. */
  type: string
  termsHash(id: number, trx: Trx): Promise<string>
}

const subjects = new Map<string, ApprovalSubject>()

/** Domains whose records are approved offer them here, from `start/events.ts`. */
export function offerApprovalSubject(subject: ApprovalSubject): void {
  subjects.set(subject.type, subject)
}

/**
 * The subject of a type.
 *
 * @throws {Error} for a type that no domain has offered
 */
export function approvalSubject(type: string): ApprovalSubject {
  const subject = subjects.get(type)
  if (!subject) throw new Error(`No domain offers approvals of ${type}`)
  return subject
}

export function approvalSubjectTypes(): string[] {
  return [...subjects.keys()]
}
