import { chunks } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { SYNC } from '#shared/records/change_log'
import type { Row } from '#shared/records/record_type'
import ProjectThreads from '#installed_base/actions/project_threads'
import RecordItemEvents, { type NewEvent } from '#installed_base/actions/record_item_events'
import { replayedThreads, type ReplayedThreads } from '#installed_base/queries/replayed_threads'
import type { EventRow } from '#installed_base/queries/stored_events'
import { DEEPEST_STRUCTURE } from '#installed_base/queries/structure'
import { documentKey, followerChanges } from '#installed_base/rules/followers'
import type { ItemState } from '#installed_base/rules/item_state'
import { followsSerial } from '#installed_base/rules/keys'

const KEYS_IN_A_QUESTION = 400
const COMPONENTS_AT_A_TIME = 400

/** An item that has or had components, and the thread in which it lives. */
interface Parent {
  itemKey: string
  threadKey: string
}

interface BuiltIn extends Parent {
  parentKey: string
}

type Told = Map<string, EventRow[]>

/** Takes components along, level by level, where documents moved the serial numbers into which they are built. */
export default class FollowStructures {
  async handle(threadKeys: Iterable<string>, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      let parents: Parent[] = [...new Set(threadKeys)].filter(followsSerial).map((key) => ({ itemKey: key, threadKey: key }))
      for (let level = 0; parents.length > 0 && level < DEEPEST_STRUCTURE; level += 1) parents = await this.follow(parents, inner)
    })
  }

  /** Brings the components of one level into agreement with their items; answers those that changed. */
  private async follow(parents: Parent[], trx: Trx): Promise<Parent[]> {
    const built = await this.builtInto(parents.map(({ itemKey }) => itemKey), trx)
    if (built.length === 0) return []
    const above = await replayedThreads(trx, threadsOf(parents.filter(({ itemKey }) => built.some((one) => one.parentKey === itemKey))))
    const changed: Parent[] = []
    for (const some of chunks(built, COMPONENTS_AT_A_TIME)) changed.push(...(await this.takeAlong(some, above, trx)))
    return changed
  }

  private async takeAlong(built: BuiltIn[], above: ReplayedThreads, trx: Trx): Promise<Parent[]> {
    const below = await replayedThreads(trx, threadsOf(built))
    const told = { above: byThread(above), below: byThread(below) }
    const changes = built.flatMap((one) => this.changesOf(one, { parent: above.states.get(one.parentKey), row: below.rows.get(one.itemKey) }, told))
    if (changes.length === 0) return []
    await new RecordItemEvents().handle(changes, trx)
    await new ProjectThreads().handle(changes.map(({ threadKey }) => threadKey), SYNC, trx)
    return changes.map(({ itemKey, threadKey }) => ({ itemKey: itemKey!, threadKey }))
  }

  /** Everything that was ever said to be built into one of these, also by an entry that was taken back. */
  private async builtInto(keys: string[], trx: Trx): Promise<BuiltIn[]> {
    const found = new Map<string, BuiltIn>()
    for (const some of chunks(keys, KEYS_IN_A_QUESTION)) {
      const rows = await trx.from('installed_item_events').whereIn('other_item_key', some).where({ kind: 'attached', is_newest: true })
      for (const row of rows) found.set(`${row.item_key} ${row.other_item_key}`, { itemKey: row.item_key, threadKey: row.thread_key, parentKey: row.other_item_key })
    }
    return [...found.values()]
  }

  /** What the stored events of one component lack, with the number of the document behind each. */
  private changesOf({ itemKey, threadKey }: BuiltIn, { parent, row }: { parent?: ItemState; row?: Row }, told: { above: Told; below: Told }): NewEvent[] {
    if (!parent || !row) return []
    const events = told.below.get(threadKey) ?? []
    const stored = new Map(events.map((event) => [event.sourceKey, event]))
    const documents = new Map((told.above.get(parent.threadKey) ?? []).map((event) => [documentKey(event), event.document]))

    const takenBack = new Set(events.filter(({ isCancelled, userName }) => isCancelled && userName).map(({ sourceKey }) => sourceKey))

    const changes = followerChanges(parent, new Set(documents.keys()), { itemId: row.id, itemKey, events, takenBack })
    return changes.map((event) => ({
      ...event,
      revision: (stored.get(event.sourceKey)?.revision ?? 0) + 1,
      document: documents.get(documentKey(event)) ?? undefined,
      deliveryId: undefined,
      note: undefined,
    }))
  }
}

function threadsOf(items: Parent[]): string[] {
  return [...new Set(items.map(({ threadKey }) => threadKey))]
}

function byThread({ events }: ReplayedThreads): Told {
  return Map.groupBy(events, ({ threadKey }) => threadKey)
}
