import { within, type Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import type { ItemState } from '#installed_base/rules/item_state'

/** What people alone decide about an item. */
const CHOSEN = ['site_address', 'commercial_group_id'] as const
const WARRANTY = ['warranty_starts_on', 'warranty_basis'] as const

/** What people had decided about the quantity that an item is parted from: its lot too, unless a document names it. */
export function chosenOf({ lot }: ItemState, whole: Row | undefined): Record<string, unknown> {
  return whole ? { ...Object.fromEntries(CHOSEN.map((name) => [name, whole[name]])), lot: lot ?? whole.lot } : {}
}

/** A part that became an item of its own keeps what people had decided about the whole. */
export default class KeepChoices {
  async handle(whole: Row, partKey: string, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      // what follows from events follows from those of the part
      const warranty = whole.warranty_basis === 'delivery' ? [] : WARRANTY
      const chosen = Object.fromEntries([...CHOSEN, 'lot', ...warranty].map((name) => [name, whole[name]]))
      await inner.from('installed_items').where('item_key', partKey).update(chosen)
    })
  }
}
