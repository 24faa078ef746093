import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { chunks } from '#shared/database/bulk'
import type { WaitingFor } from '#installed_base/rules/item_event'

const KEYS_IN_A_QUESTION = 400

/** What waits in these threads, by source key, and for what. */
export async function waitingSources(client: QueryClientContract, threadKeys: string[]): Promise<Map<string, WaitingFor>> {
  const waiting = new Map<string, WaitingFor>()
  for (const keys of chunks(threadKeys, KEYS_IN_A_QUESTION)) {
    const rows = await client.from('installed_item_events').whereIn('thread_key', keys).where('is_newest', true).whereNotNull('waiting_for')
    for (const row of rows) waiting.set(row.source_key, row.waiting_for)
  }
  return waiting
}
