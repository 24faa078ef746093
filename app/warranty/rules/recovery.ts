export type RecoveryStatus = 'open' | 'claimed' | 'agreed' | 'refused' | 'received'
export type RecoveryFault = 'claimed_on' | 'received' | 'reason' | 'amount'

export interface Recovery {
  status: RecoveryStatus
  claimedCents: number
  claimedOn: string | null
  receivedCents: number | null
  receivedOn: string | null
  reason: string | null
}

/** What is still missing of what a supplier owes back, for the status it is said to have; null when nothing is. */
export function recoveryFault({ status, claimedCents, claimedOn, receivedCents, receivedOn, reason }: Recovery): RecoveryFault | null {
  if (claimedCents <= 0 || (receivedCents ?? 0) < 0) return 'amount'
  if (status !== 'open' && !claimedOn) return 'claimed_on'
  if (status === 'received' && (receivedCents === null || !receivedOn)) return 'received'
  return status === 'refused' && !reason?.trim() ? 'reason' : null
}
