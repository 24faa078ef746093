import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { DEEPEST_STRUCTURE, rowsOf } from '#installed_base/queries/structure'
import { treeLines } from '#installed_base/rules/product_tree'

const SHOWN = 500

/** The after-sales structure of a product for its page: what items of it are made of, all levels down. */
export async function productTree(product: Row, actor: Actor) {
  if (!actor.may('product_component', 'view')) return null
  const found = rowsOf(
    await db.rawQuery(
      `with recursive below (id, depth) as (
         select component_id, 1 from product_components where product_id = ?
         union
         select part.component_id, below.depth + 1
         from below join product_components part on part.product_id = below.id where below.depth < ?
       ) select distinct id from below`,
      [product.id, DEEPEST_STRUCTURE]
    )
  )
  if (found.length === 0) return null
  const rows = await db
    .from('product_components')
    .join('products', 'products.id', 'product_components.component_id')
    .select('product_components.*', 'products.name')
    .whereIn('product_components.product_id', [product.id, ...found.map(({ id }) => Number(id))])
    .orderBy('product_components.id')
    .limit(SHOWN)
  const parts = rows.map((row) => ({ id: Number(row.id), productId: Number(row.product_id), componentId: Number(row.component_id), position: row.position, quantity: row.quantity, name: row.name }))
  return { lines: treeLines(Number(product.id), parts, SHOWN) }
}
