import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { ItemCount } from '#installed_base/rules/item_counts'

/** The counts of the breakdown as they are kept. */
export async function storedCounts(client: QueryClientContract): Promise<ItemCount[]> {
  const rows = await client.from('installed_item_counts').select('company_id', 'site_id', 'channel', 'item_count as n')
  return rows.map(read)
}

/** The same counts from the items themselves, of all or of those that one company received from us. */
export async function freshCounts(client: QueryClientContract, orderingCompanyId?: number): Promise<ItemCount[]> {
  const query = client.from('installed_items').select('company_id', 'site_id', 'channel').count('* as n').where('is_open', true)
  if (orderingCompanyId) query.where('ordering_company_id', orderingCompanyId)
  return (await query.groupBy('company_id', 'site_id', 'channel')).map(read)
}

function read(row: Record<string, any>): ItemCount {
  return { companyId: Number(row.company_id), siteId: Number(row.site_id ?? 0), channel: row.channel, count: Number(row.n) }
}
