import type { DispatchOptions, JobDefinition, Queue } from '#contracts/queue'

let bound: Queue | undefined

/** Decides which driver this process uses. Called once, by the queue's provider, and by tests. */
export function bindQueue(queue: Queue): void {
  bound = queue
}

/**
 * The queue this process uses.
 *
 * @throws {Error} before the application has booted
 */
export function currentQueue(): Queue {
  if (!bound) throw new Error('The queue is there once the application has booted')
  return bound
}

/**
 * Adds a job. Call it after the transaction it tells about has committed, never inside.
 * A key counts within one job name: two jobs of different names never displace each other.
 */
export function dispatch<P extends Record<string, unknown>>(
  job: JobDefinition<P>,
  payload: P,
  options: DispatchOptions = {}
): Promise<void> {
  return currentQueue().dispatch(job, payload, options)
}
