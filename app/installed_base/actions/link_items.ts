import { chunks } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import { itemRows, type ReplayedThreads } from '#installed_base/queries/replayed_threads'
import { parentKeyOf, type ItemState } from '#installed_base/rules/item_state'

const KEYS_IN_A_STATEMENT = 400

/** Ties items to those that took their place and to those they are built into, as their events say. */
export default class LinkItems {
  async handle(states: readonly ItemState[], { rows, events }: Pick<ReplayedThreads, 'rows' | 'events'>, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const replaced = states.filter((state) => state.replacedByKey !== null || rows.get(state.itemKey)?.replaced_by_id)
      await this.link('replaced_by_id', replaced.map((state) => [state.itemKey, state.replacedByKey]), rows, inner)
      // an item that was never built in by an event keeps what people wrote
      const told = new Set(events.filter(({ kind }) => kind === 'attached' || kind === 'detached').map(({ itemKey }) => itemKey))
      const built = states.filter((state) => told.has(state.itemKey))
      await this.link('parent_item_id', built.map((state) => [state.itemKey, parentKeyOf(state)]), rows, inner)
    })
  }

  private async link(column: 'replaced_by_id' | 'parent_item_id', pairs: [string, string | null][], rows: ReadonlyMap<string, Row>, trx: Trx) {
    const others = await itemRows(trx, 'item_key', [...new Set(pairs.flatMap(([, key]) => key ?? []))])
    const idOf = (key: string | null) => (key === null ? null : Number(others.get(key)?.id ?? 0) || null)
    const drifted = pairs.filter(([key, other]) => (Number(rows.get(key)?.[column]) || null) !== idOf(other))

    for (const [id, some] of Map.groupBy(drifted, ([, other]) => idOf(other))) {
      for (const part of chunks(some, KEYS_IN_A_STATEMENT)) {
        await trx.from('installed_items').whereIn('item_key', part.map(([key]) => key)).update({ [column]: id })
      }
    }
  }
}
