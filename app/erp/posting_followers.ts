import type { ErpInvoice } from '#contracts/erp'
import type { Trx } from '#shared/database/transaction'
import type { Problem } from '#shared/outbox/kinds'

/**
 * What a domain does when its invoice has been posted, refused or stopped. Called in the
 * transaction that records it, so it writes rows through `trx` and calls no network.
 */
export interface PostingFollower {
  onPosted(subjectId: number, invoice: ErpInvoice, trx: Trx): Promise<void>
  onRefused(subjectId: number, problem: Problem, trx: Trx): Promise<void>
  onHeld?(subjectId: number, problem: Problem | null, trx: Trx): Promise<void>
  /** A person let go what was refused or held: it is on its way again. */
  onResumed?(subjectId: number, trx: Trx): Promise<void>
}

const followers = new Map<string, PostingFollower>()

/** Registers who hears of postings of a subject type; the last registration holds. */
export function followPostings(subjectType: string, follower: PostingFollower): void {
  followers.set(subjectType, follower)
}

export function followerOf(subjectType: string): PostingFollower | undefined {
  return followers.get(subjectType)
}
