import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** Items may be built into each other this many levels deep. */
export const DEEPEST_STRUCTURE = 20

/** The items an item is built into, the outermost first, without itself: one question however large the structure. */
export async function componentPath(itemId: number, client: QueryClientContract): Promise<number[]> {
  return (await componentPaths([itemId], client)).get(itemId) ?? []
}

/** What each of these items is built into, the outermost first, without itself; an item that stands alone is not named. */
export async function componentPaths(itemIds: number[], client: QueryClientContract): Promise<Map<number, number[]>> {
  const paths = new Map<number, number[]>()
  if (itemIds.length === 0) return paths
  const rows = rowsOf(
    await client.rawQuery(
      `with recursive path (item_id, id, parent_id, depth) as (
         select id, id, parent_item_id, 0 from installed_items where id in (${itemIds.map(() => '?').join(', ')})
         union all
         select path.item_id, outer_item.id, outer_item.parent_item_id, path.depth + 1
         from path join installed_items outer_item on outer_item.id = path.parent_id where path.depth < ?
       ) select item_id, id from path where depth > 0 order by item_id, depth desc`,
      [...itemIds, DEEPEST_STRUCTURE]
    )
  )
  for (const { item_id: itemId, id } of rows) {
    const path = paths.get(Number(itemId))
    if (path) path.push(Number(id))
    else paths.set(Number(itemId), [Number(id)])
  }
  return paths
}

/** Every open component below an item with its depth, the nearest first; at most `limit` of them. */
export async function componentsBelow(itemId: number, client: QueryClientContract, limit: number): Promise<{ id: number; depth: number }[]> {
  const rows = rowsOf(
    await client.rawQuery(
      `with recursive below (id, depth) as (
         select id, 1 from installed_items where parent_item_id = ?
         union all
         select part.id, below.depth + 1
         from below join installed_items part on part.parent_item_id = below.id where below.depth < ?
       ) select id, depth from below order by depth, id limit ?`,
      [itemId, DEEPEST_STRUCTURE, limit]
    )
  )
  return rows.map(({ id, depth }) => ({ id: Number(id), depth: Number(depth) }))
}

/** MariaDB answers a raw question with rows and their description, SQLite with rows alone. */
export function rowsOf(answer: any): Record<string, any>[] {
  return Array.isArray(answer?.[0]) ? answer[0] : answer
}
