export interface DeliveryPolicy {
  /** After so long without a trace the other side will not show the message any more. */
  settleSeconds: number
  /** Look-ups are due so long after sending began; the last step repeats. */
  lookUpAfterSeconds: readonly number[]
  /** Pauses between attempts that found the other side unavailable; the last one repeats. */
  retryAfterSeconds: readonly number[]
}

export const USUAL_POLICY: DeliveryPolicy = {
  settleSeconds: 120,
  lookUpAfterSeconds: [30, 120, 600, 3600],
  retryAfterSeconds: [15, 60, 180, 600, 900],
}
