import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** Items may be built into each other this many levels deep. */
export const DEEPEST_STRUCTURE = 20

/** The items an item is built into, the outermost first, without itself: one question however large the structure. */
export async function componentPath(itemId: number, client: QueryClientContract): Promise<number[]> {
  const rows = rowsOf(
    await client.rawQuery(
      `with recursive path (id, parent_id, depth) as (
         select id, parent_item_id, 0 from installed_items where id = ?
         union all
         select outer_item.id, outer_item.parent_item_id, path.depth + 1
         from path join installed_items outer_item on outer_item.id = path.parent_id where path.depth < ?
       ) select id from path where depth > 0 order by depth desc`,
      [itemId, DEEPEST_STRUCTURE]
    )
  )
  return rows.map(({ id }) => Number(id))
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
