import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** Which of these installed items stand on a line of a contract. */
export async function itemsOnContracts(itemIds: number[], client: QueryClientContract): Promise<number[]> {
  const rows = await client.from('contract_lines').distinct('installed_item_id').whereIn('installed_item_id', itemIds)
  return rows.map((row) => Number(row.installed_item_id))
}
