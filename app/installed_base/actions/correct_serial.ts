import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import RenameSerial from '#installed_base/actions/rename_serial'
import ItemFactFixed from '#installed_base/errors/item_fact_fixed'
import SerialKnown from '#installed_base/errors/serial_known'
import { serialThread } from '#installed_base/rules/keys'

/**
 * Corrects the serial number of an item that people registered; it keeps its history and remembers the old number.
 * What a delivery of the ERP says is corrected there.
 *
 * @returns the columns of the item that change
 * @throws {SerialKnown} when another item has the number
 * @throws {ItemFactFixed} when a document of the ERP tells the number
 */
export default class CorrectSerial {
  async handle(item: Row, serial: string, trx?: Trx): Promise<{ serial: string; item_key: string; thread_key: string }> {
    return within(trx, async (inner) => {
      const [from, to] = [String(item.item_key), serialThread(Number(item.product_id), serial)]
      const told = await inner.from('installed_item_events').where('thread_key', String(item.thread_key)).whereNotNull('delivery_id').first()
      if (told) throw new ItemFactFixed('serial')
      const other = await inner.from('installed_items').where('item_key', to).whereNot('id', item.id).first()
      if (other) throw new SerialKnown(String(other.code))

      await inner.from('installed_item_events').where('thread_key', String(item.thread_key)).update({ item_key: to, thread_key: to, serial: serial.trim() })
      await new RenameSerial().renameInOthers(from, to, inner)
      const alias = { item_id: item.id, serial: item.serial, created_at: sqlInstant(now()) }
      await inner.knexQuery().table('installed_item_aliases').insert(alias).onConflict(['item_id', 'serial']).ignore()
      return { serial: serial.trim(), item_key: to, thread_key: to }
    })
  }
}
