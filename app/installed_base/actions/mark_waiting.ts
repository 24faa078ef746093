import { now, sqlInstant } from '#shared/clock'
import { chunks } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import type { EventRow } from '#installed_base/queries/stored_events'
import type { WaitingFor } from '#installed_base/rules/item_event'

const IDS_IN_A_STATEMENT = 500

/** Notes for what each event waits, and since when; events that found their place wait no longer. */
export default class MarkWaiting {
  async handle(events: readonly EventRow[], waiting: ReadonlyMap<string, WaitingFor>, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const changed = events.filter((event) => event.waitingFor !== (waiting.get(event.sourceKey) ?? null))

      for (const [reason, some] of Map.groupBy(changed, (event) => waiting.get(event.sourceKey) ?? null)) {
        for (const part of chunks(some, IDS_IN_A_STATEMENT)) {
          const rows = inner.from('installed_item_events').whereIn('id', part.map(({ id }) => id))
          await rows.clone().update({ waiting_for: reason })
          if (reason === null) await rows.update({ waiting_since: null })
          else await rows.whereNull('waiting_since').update({ waiting_since: sqlInstant(now()) })
        }
      }
    })
  }
}
