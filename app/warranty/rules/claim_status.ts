export type ClaimStatus = 'draft' | 'submitted' | 'approved' | 'refused' | 'settled' | 'withdrawn'

/** What people do with a claim. */
export const CLAIM_MOVES = ['submit', 'approve', 'refuse', 'reopen', 'settle', 'withdraw'] as const
export type ClaimMove = (typeof CLAIM_MOVES)[number]

const MOVES: Record<ClaimMove, { from: readonly ClaimStatus[]; to: ClaimStatus }> = {
  submit: { from: ['draft'], to: 'submitted' },
  approve: { from: ['submitted'], to: 'approved' },
  refuse: { from: ['submitted'], to: 'refused' },
  reopen: { from: ['refused', 'submitted'], to: 'draft' },
  settle: { from: ['approved'], to: 'settled' },
  withdraw: { from: ['draft', 'submitted'], to: 'withdrawn' },
}

/** Moves by which a claim is decided, which needs the right to. */
export const DECIDING: readonly ClaimMove[] = ['approve', 'refuse', 'settle']

/** Moves that others will ask the reason of. */
export const NEEDS_REASON: readonly ClaimMove[] = ['approve', 'refuse', 'reopen', 'withdraw']

/** What can be done with a claim in this status, in the order in which it is offered. */
export function movesFrom(status: ClaimStatus): ClaimMove[] {
  return CLAIM_MOVES.filter((move) => MOVES[move].from.includes(status))
}

/** The status after a move; null when it is not possible now. */
export function movedClaim(status: ClaimStatus, move: ClaimMove): ClaimStatus | null {
  return MOVES[move].from.includes(status) ? MOVES[move].to : null
}
