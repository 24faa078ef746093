import type { Queue } from '#contracts/queue'
import EmbeddedQueue from '#shared/queue/embedded_queue'
import { bindQueue, currentQueue } from '#shared/queue/queue'

/** Gives the test a queue of its own that works only when it is drained; answers how to give it back. */
export function ownQueue(): { queue: Queue; restore: () => void } {
  const before = currentQueue()
  const queue = new EmbeddedQueue()
  bindQueue(queue)
  return { queue, restore: () => bindQueue(before) }
}
