import type { Trx } from '#shared/database/transaction'
import { serialKey } from '#installed_base/rules/keys'

/** Whether a delivery or a person ever told of this serial number of a product, also by a name it had before. */
export async function knowsSerial(productId: number, serial: string, trx: Trx): Promise<boolean> {
  const spellings = [...new Set([serial.trim(), serialKey(serial)])]
  const renamed = trx.from('installed_item_aliases').select('item_id').whereIn('serial', spellings)
  const found = await trx
    .from('installed_items')
    .where('product_id', productId)
    .where((either) => void either.whereIn('serial', spellings).orWhereIn('id', renamed))
    .first()
  return Boolean(found)
}
