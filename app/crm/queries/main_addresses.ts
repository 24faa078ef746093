import { whereAmong } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'
import type { MainAddress } from '#crm/rules/company_facts'

/** The first address in use of each customer, as the ERP orders them. */
export async function mainAddresses(customerIds: number[], trx: Trx): Promise<Map<number, MainAddress>> {
  const rows = await whereAmong(trx.from('customer_addresses'), 'customer_id', customerIds)
    .select('customer_id', 'street', 'postal_code', 'city', 'country')
    .whereNull('gone_at')
    .orderBy('is_active')
    .orderBy('position', 'desc')
    .orderBy('id', 'desc')
  return new Map(rows.map((row) => [Number(row.customer_id), row as MainAddress]))
}
