import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { IndexLookup, IndexValue } from '#service_contracts/rules/indexation/index_factor'

/** Every value of every index by its code and month; a definitive one takes the place of a provisional one. */
export async function indexLookup(client: QueryClientContract): Promise<IndexLookup> {
  const rows = await client
    .from('index_values')
    .join('price_indices', 'price_indices.id', 'index_values.price_index_id')
    .select('price_indices.code', 'month', 'value', 'is_provisional')
    .orderBy('is_provisional', 'desc')
  const values = new Map<string, IndexValue>(rows.map((row) => [`${row.code} ${row.month}`, { value: row.value, isProvisional: Boolean(row.is_provisional) }]))
  return (index, month) => values.get(`${index} ${month}`) ?? null
}
