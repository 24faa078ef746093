import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { componentPaths } from '#installed_base/queries/structure'
import { commercialGroupName, familyName, productName } from '#service_contracts/queries/product_names'
import type { CaseItem } from '#service_contracts/rules/coverage/coverage_case'

type Row = Record<string, any>

/** What some items are built into, the outermost first, and the names of the sites at which they stand. */
export interface ItemPlaces {
  paths: Map<number, number[]>
  sites: Map<number, string>
}

export async function itemPlaces(items: readonly Row[], client: QueryClientContract): Promise<ItemPlaces> {
  const siteIds = [...new Set(items.flatMap(({ site_id: id }) => (id ? [Number(id)] : [])))]
  const [paths, sites] = await Promise.all([
    componentPaths(items.filter(({ parent_item_id: parent }) => parent).map(({ id }) => Number(id)), client),
    siteIds.length === 0 ? [] : client.from('installed_sites').select('id', 'name').whereIn('id', siteIds),
  ])
  return { paths, sites: new Map(sites.map(({ id, name }) => [Number(id), name])) }
}

/** An installed item as coverage sees it. */
export function caseItem(item: Row, families: Map<number, string>, { paths, sites }: ItemPlaces): CaseItem {
  const inside = [item.building, item.floor, item.room].map((part) => part?.trim()).filter(Boolean)
  return {
    id: String(item.id),
    serial: item.serial ?? null,
    product: productName(item.product_id),
    family: families.get(Number(item.product_id)) ?? null,
    group: item.commercial_group_id ? commercialGroupName(item.commercial_group_id) : null,
    site: sites.get(Number(item.site_id)) ?? (item.site_address?.trim() || null),
    place: inside.length > 0 ? inside.join('/') : item.place?.trim() || null,
    path: (paths.get(Number(item.id)) ?? []).map(String),
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
