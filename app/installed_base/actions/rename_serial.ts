import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import IndexItems from '#installed_base/actions/index_items'
import { ERP_KINDS } from '#installed_base/rules/item_event'
import type { Renaming } from '#installed_base/rules/event_reconciliation'

/**
 * Follows a serial number or lot that the ERP corrected: the item stays, with what people
 * recorded about it, and remembers the number it had. An item that other documents tell
 * about under the old number, or a number already in use, is left to them.
 */
export default class RenameSerial {
  async handle(from: Renaming['from'], to: Renaming['to'], trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      const items = () => inner.from('installed_items')
      const item = await items().where('item_key', from.itemKey!).forUpdate().first()
      const taken = await items().where('item_key', to.itemKey!).first()
      if (!item || taken || (await this.isToldElsewhere(from, inner))) return

      await items().where('id', item.id).update({ item_key: to.itemKey, thread_key: to.threadKey, serial: to.serial })
      await inner
        .from('installed_item_events')
        .where('item_key', from.itemKey!)
        .whereNull('delivery_id')
        .update({ item_key: to.itemKey, thread_key: to.threadKey })

      await this.renameInOthers(from.itemKey!, to.itemKey!, inner)
      const old = from.serial ? [{ item_id: item.id, serial: from.serial, created_at: sqlInstant(now()) }] : []
      if (old.length > 0) {
        await inner.knexQuery().table('installed_item_aliases').insert(old).onConflict(['item_id', 'serial']).ignore()
      }
      await new IndexItems().handle([Number(item.id)], inner)
    })
  }

  /** Exchanges and attachments of other items name this one by its key. */
  async renameInOthers(from: string, to: string, trx: Trx): Promise<void> {
    for (const { id, facts } of await trx.from('installed_item_events').select('id', 'facts').where('other_item_key', from)) {
      const named = JSON.parse(facts)
      const renamed = { ...named, ...(named.parentKey ? { parentKey: to } : {}), ...(named.replacedBy ? { replacedBy: to } : {}) }
      await trx.from('installed_item_events').where('id', id).update({ facts: JSON.stringify(renamed), other_item_key: to })
    }
  }

  private async isToldElsewhere(from: Renaming['from'], trx: Trx): Promise<boolean> {
    const others = await trx
      .from('installed_item_events')
      .where({ thread_key: from.threadKey, item_key: from.itemKey, is_newest: true, is_cancelled: false })
      .whereIn('kind', [...ERP_KINDS, 'registered'])
      .whereNot('source_key', from.sourceKey)
      .first()
    return others !== null
  }
}
