import type { Actor } from '#shared/actor'
import { chunks } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import ProjectThreads from '#installed_base/actions/project_threads'
import RecordItemEvents from '#installed_base/actions/record_item_events'
import EntryImpossible from '#installed_base/errors/entry_impossible'
import { entryRow, followersOf } from '#installed_base/queries/recorded_entry'
import { waitingSources } from '#installed_base/queries/waiting_sources'

const THREADS_AT_A_TIME = 400

/**
 * Takes back what a person recorded about an item by mistake, and what its components followed of it. The entry
 * stays on record with who took it back and why; everything else counts as if it had never been.
 *
 * @throws {EntryImpossible} when something recorded later would become impossible, or when a document says it
 */
export default class ReverseEntry {
  async handle(item: Row, eventId: number, reason: string, actor: Actor, trx?: Trx): Promise<void> {
    if (!reason.trim()) throw new EntryImpossible('reason')

    await within(trx, async (inner) => {
      await inner.from('installed_items').where('id', item.id).forUpdate().firstOrFail()
      const entry = await entryRow(item, eventId, inner)
      if (!entry || entry.isCancelled) throw new EntryImpossible('not_by_hand')
      const all = [entry, ...(await followersOf(entry, inner))]
      const threads = [...new Set(all.map(({ threadKey }) => threadKey))]
      const before = await waitingSources(inner, threads)

      const revisions = all.map((event) => ({ ...event, document: undefined, deliveryId: undefined, revision: event.revision + 1, isCancelled: true, note: reason.trim(), person: actor }))
      await new RecordItemEvents().handle(revisions, inner)
      for (const some of chunks(threads, THREADS_AT_A_TIME)) {
        await new ProjectThreads().handle(some, { source: 'screen', id: actor.id, name: actor.name }, inner)
      }
      const after = await waitingSources(inner, threads)
      if ([...after.keys()].some((key) => !before.has(key))) throw new EntryImpossible('later')
    })
  }
}
