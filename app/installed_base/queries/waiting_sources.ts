import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { eventsOfThreads } from '#installed_base/queries/stored_events'
import type { WaitingFor } from '#installed_base/rules/item_event'

/** What waits in a thread, by source key, and for what. */
export async function waitingSources(client: QueryClientContract, threadKey: string): Promise<Map<string, WaitingFor>> {
  const events = await eventsOfThreads(client, [threadKey])
  return new Map(events.flatMap(({ sourceKey, waitingFor }) => (waitingFor === null ? [] : [[sourceKey, waitingFor]])))
}
