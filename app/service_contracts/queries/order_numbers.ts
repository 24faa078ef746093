import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import type { OrderNumber } from '#service_contracts/rules/order_number'

/** The customers' order numbers of contracts, by contract. */
export async function orderNumbersOf(contractIds: number[], client: QueryClientContract = db.connection()): Promise<Map<number, OrderNumber[]>> {
  const orders = new Map<number, OrderNumber[]>()
  if (contractIds.length === 0) return orders
  for (const row of await client.from('contract_orders').whereIn('service_contract_id', [...new Set(contractIds)]).orderBy('id')) {
    const order = { id: Number(row.id), number: row.number, lineId: row.contract_line_id === null ? null : Number(row.contract_line_id), from: row.from_on, to: row.to_on }
    orders.set(Number(row.service_contract_id), [...(orders.get(Number(row.service_contract_id)) ?? []), order])
  }
  return orders
}
