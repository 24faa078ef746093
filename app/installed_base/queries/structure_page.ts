import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { onlyReachable, reachableRow, reaches } from '#shared/records/queries/visibility'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'
import { componentPath } from '#installed_base/queries/structure'

const SHOWN = 50

/** One level of a structure: what the item is built into, and a page of what is built into it. */
export async function structurePage(id: number, after: number, actor: Actor) {
  const item = await reachableRow(INSTALLED_ITEM, id, actor, 'view')
  const path = await componentPath(item.id, db.connection())
  const above = await named(path)

  const query = db.from('installed_items').select('installed_items.*').where('parent_item_id', item.id).where('installed_items.id', '>', after)
  onlyReachable(query, INSTALLED_ITEM, actor, 'view')
  const found: Row[] = await query.orderBy('installed_items.id').limit(SHOWN + 1)
  const components = found.slice(0, SHOWN)
  const products = await namesOf([...components, ...above, item].map(({ product_id: product }) => Number(product)))
  const below = await countsBelow(components.map(({ id: component }) => component))

  return {
    item: { ...item, product: products.get(Number(item.product_id)) },
    above: path.flatMap((one) => above.filter((row) => Number(row.id) === one)).map((row) => ({ ...row, product: products.get(Number(row.product_id)) })),
    components: components.map((row) => ({ ...row, product: products.get(Number(row.product_id)), below: below.get(Number(row.id)) ?? 0 })),
    count: (await countsBelow([item.id])).get(item.id) ?? 0,
    nextHref: found.length > SHOWN ? `/installed-base/items/${item.id}/structure?after=${components.at(-1)!.id}` : null,
    isContinued: after > 0,
    expected: await expectedComponents(item),
    mayEdit: reaches(INSTALLED_ITEM, item, actor, 'edit') && Boolean(item.is_open),
  }
}

function named(ids: number[]): Promise<Row[]> {
  return ids.length === 0 ? Promise.resolve([]) : db.from('installed_items').whereIn('id', ids)
}

async function namesOf(ids: number[]): Promise<Map<number, string>> {
  const rows = await db.from('products').select('id', 'name').whereIn('id', [...new Set(ids)])
  return new Map(rows.map(({ id, name }) => [Number(id), name]))
}

async function countsBelow(ids: number[]): Promise<Map<number, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db.from('installed_items').select('parent_item_id').count('* as n').whereIn('parent_item_id', ids).groupBy('parent_item_id')
  return new Map(rows.map(({ parent_item_id: id, n }) => [Number(id), Number(n)]))
}

/** Components that items of this product should have, and how many of each are built in. */
async function expectedComponents(item: Row) {
  const rows = await db
    .from('product_components')
    .join('products', 'products.id', 'product_components.component_id')
    .select('product_components.*', 'products.name', 'products.is_serialised')
    .where('product_components.product_id', Number(item.product_id))
    .orderBy('product_components.id')
    .limit(SHOWN)
  if (rows.length === 0) return []
  const built = await db.from('installed_items').select('product_id').count('* as n').where('parent_item_id', item.id).groupBy('product_id')
  const counts = new Map(built.map(({ product_id: id, n }) => [Number(id), Number(n)]))
  return rows.map((row) => ({ ...row, built: counts.get(Number(row.component_id)) ?? 0 }))
}
