import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** Deliveries of goods of which nothing is recorded although they are in force, oldest first. */
export function unfollowedDeliveries(client: QueryClientContract) {
  return client
    .from('deliveries')
    .where('deliveries.is_cancelled', false)
    .whereNull('deliveries.gone_at')
    .whereExists((lines) =>
      lines
        .from('delivery_lines')
        .join('products', 'products.id', 'delivery_lines.product_id')
        .whereColumn('delivery_lines.delivery_id', 'deliveries.id')
        .whereNull('delivery_lines.gone_at')
        .whereNot('delivery_lines.quantity', '0')
        .where('products.is_service', false)
    )
    .whereNotExists((events) => events.from('installed_item_events').whereColumn('delivery_id', 'deliveries.id'))
    .orderBy('deliveries.id')
}

/** Those that wait because their customer is no company here, with the customer's name. */
export function deliveriesWithoutCompany(client: QueryClientContract, limit: number) {
  return unfollowedDeliveries(client)
    .join('customers', 'customers.id', 'deliveries.customer_id')
    .leftJoin('companies', 'companies.customer_id', 'deliveries.customer_id')
    .whereNull('companies.id')
    .select('deliveries.id', 'deliveries.number', 'deliveries.delivered_on', 'deliveries.mirrored_at', 'customers.name as customer_name')
    .limit(limit)
}
