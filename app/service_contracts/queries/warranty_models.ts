import type { Trx } from '#shared/database/transaction'
import { warrantyModelFor } from '#service_contracts/rules/warranty_model'

/** The contract model by which a product is warranted; null where no active one is. */
export async function warrantyModelOf(productId: number, trx: Trx): Promise<Record<string, any> | null> {
  const rows = await trx
    .from('warranted_products')
    .join('contract_models', 'contract_models.id', 'warranted_products.contract_model_id')
    .where({ 'contract_models.kind': 'warranty', 'contract_models.is_active': true })
    .select('warranted_products.contract_model_id', 'product_id', 'product_family_id')
    .orderBy('warranted_products.id')
  const families = await trx.from('product_family_products').select('product_family_id').where('product_id', productId)
  const found = warrantyModelFor(
    productId,
    families.map((row) => Number(row.product_family_id)),
    rows.map((row) => ({ modelId: Number(row.contract_model_id), productId: numberOf(row.product_id), familyId: numberOf(row.product_family_id) }))
  )
  return found ? trx.from('contract_models').where('id', found.modelId).firstOrFail() : null
}

const numberOf = (value: unknown) => (value === null ? null : Number(value))
