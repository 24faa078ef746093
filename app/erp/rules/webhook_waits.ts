/** Seconds before a received webhook is tried again while the ERP is not available; half a day in all. */
const READ_AGAIN = [30, 120, 300, 900, 1800, 3600, 7200, 14_400, 14_400]

/**
 * Pauses between deliveries of one webhook: at once, then 5 s, 5 min, 30 min, 2 h, 5 h, 10 h,
 * 14 h, 20 h and 24 h, three days in all. Source: Standard Webhooks, "retry schedule".
 */
export const SEND_AGAIN = [5, 300, 1800, 7200, 18_000, 36_000, 50_400, 72_000, 86_400] as const

/** Failures in a row after which an endpoint is switched off, once they have lasted a day. */
const MOST_FAILURES = 20
const PATIENCE_IN_SECONDS = 86_400

/** Seconds until a received webhook is tried again after that many tries; null when it is given up. */
export function waitAfter(attempts: number): number | null {
  return READ_AGAIN[Math.max(attempts, 1) - 1] ?? null
}

/** Whether a delivery that failed was the last: every pause has been waited for. */
export function isLastDelivery(attempts: number): boolean {
  return attempts > SEND_AGAIN.length
}

/** Whether an endpoint has failed so often and so long that nothing more is sent to it. */
export function isHopeless(failures: number, secondsFailing: number): boolean {
  return failures >= MOST_FAILURES && secondsFailing >= PATIENCE_IN_SECONDS
}
