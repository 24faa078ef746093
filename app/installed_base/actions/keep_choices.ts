import { within, type Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'

/** What people alone decide about an item. */
const CHOSEN = ['lot', 'site_address', 'commercial_group_id', 'warranty_starts_on', 'warranty_basis'] as const

/** A part that became an item of its own keeps what people had decided about the whole. */
export default class KeepChoices {
  async handle(whole: Row, partKey: string, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const chosen = Object.fromEntries(CHOSEN.map((name) => [name, whole[name]]))
      await inner.from('installed_items').where('item_key', partKey).update(chosen)
    })
  }
}
