import type { QueryClientContract } from '@adonisjs/lucid/types/database'

/** Serial numbers of a product that were delivered by the sandbox ERP and have not come back. */
export async function serialsWithCustomers(client: QueryClientContract, productId: number): Promise<Set<string>> {
  const moves: { serials: string; kind: string }[] = await client
    .from('sandbox_delivery_lines')
    .join('sandbox_deliveries', 'sandbox_deliveries.id', 'sandbox_delivery_lines.delivery_id')
    .where({ product_id: productId, is_cancelled: false })
    .orderBy('delivered_on')
    .orderBy('sandbox_deliveries.id')
    .select('serials', 'kind')

  const out = new Set<string>()
  for (const { serials, kind } of moves) {
    for (const serial of JSON.parse(serials) as string[]) {
      if (kind === 'return') out.delete(serial)
      else out.add(serial)
    }
  }

  return out
}
