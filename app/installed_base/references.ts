import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** Which of these items something outside refers to. */
export type Referrer = (itemIds: number[], client: QueryClientContract) => Promise<number[]>

const referrers = new Map<string, Referrer>()

/** Lets another domain say that it refers to items, so that they never vanish silently. */
export function referToItems(name: string, referrer: Referrer): void {
  referrers.set(name, referrer)
}

/** Items that anything refers to: other domains, or items that are parts of them. */
export async function referencedItems(itemIds: number[], client: QueryClientContract): Promise<Set<number>> {
  if (itemIds.length === 0) return new Set()
  const parts = await client.from('installed_items').select('parent_item_id').whereIn('parent_item_id', itemIds)
  const found = new Set<number>(parts.map((row) => Number(row.parent_item_id)))
  for (const referrer of referrers.values()) {
    for (const id of await referrer(itemIds, client)) found.add(Number(id))
  }
  return found
}
