import db from '@adonisjs/lucid/services/db'
import type { Row } from '#shared/records/record_type'

/** The form "Add a component": the product that was asked for, when the after-sales structure names it. */
export async function componentForm(item: Row, productId: number | null) {
  const product = productId ? await db.from('products').select('id', 'name').where('id', productId).first() : null
  return { item, product, productOptions: product ? [{ value: product.id, label: product.name }] : [] }
}
