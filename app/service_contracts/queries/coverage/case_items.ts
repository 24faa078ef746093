import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { componentPath } from '#installed_base/queries/structure'
import { commercialGroupName, familyName, productName } from '#service_contracts/queries/product_names'
import type { CaseItem } from '#service_contracts/rules/coverage/coverage_case'

type Row = Record<string, any>

/** An installed item as coverage sees it, with what it is built into, the outermost first. */
export async function caseItem(item: Row, families: Map<number, string>, client: QueryClientContract): Promise<CaseItem> {
  const path = item.parent_item_id ? await componentPath(Number(item.id), client) : []
  const site = item.site_id ? await client.from('installed_sites').select('name').where('id', item.site_id).first() : null
  const inside = [item.building, item.floor, item.room].map((part) => part?.trim()).filter(Boolean)
  return {
    id: String(item.id),
    serial: item.serial ?? null,
    product: productName(item.product_id),
    family: families.get(Number(item.product_id)) ?? null,
    group: item.commercial_group_id ? commercialGroupName(item.commercial_group_id) : null,
    site: site?.name ?? (item.site_address?.trim() || null),
    place: inside.length > 0 ? inside.join('/') : item.place?.trim() || null,
    path: path.map(String),
  }
}

/** A product nobody has installed yet: only rules for products, families and everything reach it. */
export function caseProduct(productId: number, families: Map<number, string>): CaseItem {
  const product = productName(productId)
  return { id: product, serial: null, product, family: families.get(productId) ?? null, group: null, site: null, place: null, path: [] }
}

/** The families of products, as coverage calls them. */
export async function familiesOf(productIds: number[], client: QueryClientContract): Promise<Map<number, string>> {
  if (productIds.length === 0) return new Map()
  const rows = await client.from('product_family_products').select('product_id', 'product_family_id').whereIn('product_id', productIds)
  return new Map(rows.map((row) => [Number(row.product_id), familyName(row.product_family_id)]))
}

/** A skill with its ancestors, the root first. */
export async function skillPath(skillId: number | null, client: QueryClientContract): Promise<string[]> {
  if (!skillId) return []
  const rows = await client.from('skills').select('id', 'parent_id')
  const parents = new Map(rows.map((row) => [Number(row.id), row.parent_id === null ? null : Number(row.parent_id)]))
  const path: string[] = []
  for (let id: number | null = skillId; id !== null && parents.has(id) && path.length < parents.size; id = parents.get(id) ?? null) path.unshift(String(id))
  return path
}
