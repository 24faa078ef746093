import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { familyName, productName } from '#service_contracts/queries/product_names'
import type { CaseItem } from '#service_contracts/rules/coverage/coverage_case'

type Row = Record<string, any>

const DEEPEST = 10

/** An installed item as coverage sees it, with what it is built into, the outermost first. */
export async function caseItem(item: Row, families: Map<number, string>, client: QueryClientContract): Promise<CaseItem> {
  const path: string[] = []
  let parent = item.parent_item_id
  while (parent && path.length < DEEPEST) {
    path.unshift(String(parent))
    parent = (await client.from('installed_items').select('parent_item_id').where('id', parent).first())?.parent_item_id
  }
  return {
    id: String(item.id),
    serial: item.serial ?? null,
    product: productName(item.product_id),
    family: families.get(Number(item.product_id)) ?? null,
    group: null,
    site: item.site_address?.trim() || null,
    place: item.place?.trim() || null,
    path,
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
