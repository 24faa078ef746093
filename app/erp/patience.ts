import { setTimeout as pause } from 'node:timers/promises'
import ErpUnavailable from '#erp/errors/erp_unavailable'

const WAITS_IN_MS = [500, 3_000]
const LONGEST_WAIT_IN_MS = 60_000

let factor = 1

/** Makes every wait shorter; for tests. */
export function hurry(by: number): void {
  factor = by
}

/** A wait as long as it really is, or shorter in tests. */
export function hurried(ms: number): number {
  return ms * factor
}

/**
 * Asks the ERP, and again after a while when it is not available: three times in all, or
 * as it says itself up to a minute. Only for reading, which may be repeated.
 */
export async function readPatiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await ask()
    } catch (error) {
      if (!(error instanceof ErpUnavailable) || attempt === WAITS_IN_MS.length) throw error
      await pause(hurried(Math.min(Math.max(WAITS_IN_MS[attempt], error.retryAfterSeconds * 1000), LONGEST_WAIT_IN_MS)))
    }
  }
}
