import type { Trx } from '#shared/database/transaction'
import type { SerialScheme } from '#warranty/rules/serial_scheme'

/** The check digits that serial numbers of a product may carry. */
export async function serialSchemes(productId: number, trx: Trx): Promise<SerialScheme[]> {
  const rows = await trx
    .from('serial_schemes')
    .where('is_active', true)
    .where((either) => void either.whereNull('product_id').orWhere('product_id', productId))
    .orderBy('id')
  return rows.map((row) => ({ productId: row.product_id === null ? null : Number(row.product_id), pattern: row.pattern, scheme: row.scheme }))
}
