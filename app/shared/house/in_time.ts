import { setTimeout as sleep } from 'node:timers/promises'

const ANSWER_WITHIN_MS = 2000

/** The answer, or null when it fails or takes longer than two seconds. */
export async function inTime<T>(asked: PromiseLike<T>): Promise<T | null> {
  const late = sleep(ANSWER_WITHIN_MS, null, { ref: false })
  return Promise.race([Promise.resolve(asked).catch(() => null), late])
}
