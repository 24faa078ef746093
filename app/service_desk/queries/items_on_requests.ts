import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** Which of these items a service request is about. */
export async function itemsOnRequests(itemIds: number[], client: QueryClientContract): Promise<number[]> {
  const rows = await client.from('service_requests').select('installed_item_id').distinct('installed_item_id').whereIn('installed_item_id', itemIds)
  return rows.map((row) => Number(row.installed_item_id))
}
