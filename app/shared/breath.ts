import { setImmediate } from 'node:timers/promises'

/**
 * Lets the process answer others, and the database driver free what it no longer needs,
 * before long work goes on. With the embedded database long work never waits by itself.
 */
export function breath(): Promise<void> {
  return setImmediate()
}
