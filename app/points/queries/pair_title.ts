import type { Trx } from '#shared/database/transaction'

const TABLES = { company_id: 'companies', product_id: 'products', contract_model_id: 'contract_models' } as const

/** What a record that joins a company or product with a contract model is called: their names. */
export async function pairTitle(row: Record<string, unknown>, trx: Trx): Promise<string> {
  const names: string[] = []
  for (const [column, table] of Object.entries(TABLES)) {
    if (!row[column]) continue
    const found = await trx.from(table).select('name').where('id', Number(row[column])).first()
    if (found) names.push(found.name)
  }
  return names.join(' · ').slice(0, 255)
}
