import type { Trx } from '#shared/database/transaction'
import { ERP_KINDS } from '#installed_base/rules/item_event'
import { serialKey } from '#installed_base/rules/keys'
import type { KnownItem } from '#warranty/rules/registration_checks'

/** Items that have this serial number, or had it before the ERP corrected it, whatever their product. */
export async function knownItems(serial: string, trx: Trx): Promise<KnownItem[]> {
  const spellings = [...new Set([serial.trim(), serialKey(serial)])]
  const renamed = trx.from('installed_item_aliases').select('item_id').whereIn('serial', spellings)
  const rows = await trx
    .from('installed_items')
    .join('products', 'products.id', 'installed_items.product_id')
    .join('companies', 'companies.id', 'installed_items.ordering_company_id')
    .where((either) => void either.whereIn('installed_items.serial', spellings).orWhereIn('installed_items.id', renamed))
    .select('installed_items.*', 'products.name as product', 'companies.name as shipped_to')

  const shipped = await shippedThreads(rows.map((row) => row.thread_key), trx)
  return rows.map((row) => ({
    productId: Number(row.product_id),
    product: row.product,
    status: row.status,
    wasShipped: shipped.has(row.thread_key),
    shippedOn: row.delivered_on,
    shippedTo: { id: Number(row.ordering_company_id), name: row.shipped_to },
  }))
}

async function shippedThreads(threads: string[], trx: Trx): Promise<Set<string>> {
  const events = await trx
    .from('installed_item_events')
    .distinct('thread_key')
    .whereIn('thread_key', threads)
    .where({ is_newest: true, is_cancelled: false })
    .whereIn('kind', ERP_KINDS.filter((kind) => kind !== 'returned'))
  return new Set(events.map((event) => event.thread_key))
}
