import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { chunks } from '#shared/database/bulk'
import type { DeliveryDocument, DocumentLine } from '#installed_base/rules/document_events'

const IDS_IN_A_QUESTION = 400

/**
 * Mirrored deliveries with their lines of goods, services left out. Those whose customer
 * is no company here yet are missing from the answer.
 */
export async function deliveryDocuments(client: QueryClientContract, deliveryIds: number[]): Promise<DeliveryDocument[]> {
  const documents: DeliveryDocument[] = []
  for (const ids of chunks(deliveryIds, IDS_IN_A_QUESTION)) {
    const lines = await linesOf(client, ids)
    const rows = await client
      .from('deliveries')
      .join('companies', 'companies.customer_id', 'deliveries.customer_id')
      .select('deliveries.*', 'companies.id as company_id')
      .whereIn('deliveries.id', ids)
    documents.push(
      ...rows.map((row) => ({
        connectionId: Number(row.connection_id),
        deliveryId: Number(row.id),
        externalId: row.external_id,
        number: row.number,
        kind: row.kind,
        companyId: Number(row.company_id),
        on: row.delivered_on,
        isVoid: Boolean(row.is_cancelled) || row.gone_at !== null,
        place: row.place,
        lines: lines.get(Number(row.id)) ?? [],
      }))
    )
  }
  return documents
}

async function linesOf(client: QueryClientContract, ids: number[]): Promise<Map<number, DocumentLine[]>> {
  const rows = await client
    .from('delivery_lines')
    .join('products', 'products.id', 'delivery_lines.product_id')
    .select('delivery_lines.*')
    .whereIn('delivery_id', ids)
    .whereNull('delivery_lines.gone_at')
    .where('products.is_service', false)
    .orderBy('delivery_lines.position')

  const lines = new Map<number, DocumentLine[]>()
  for (const row of rows) {
    const line = {
      externalId: row.external_id,
      productId: Number(row.product_id),
      orderLine: row.order_line_external_id,
      quantity: row.quantity,
      serials: JSON.parse(row.serials),
      lots: row.lots ? JSON.parse(row.lots) : [],
    }
    lines.set(Number(row.delivery_id), [...(lines.get(Number(row.delivery_id)) ?? []), line])
  }
  return lines
}
