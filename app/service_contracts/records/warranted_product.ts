import type { RecordType } from '#shared/records/record_type'
import ContractImpossible from '#service_contracts/errors/contract_impossible'

/** Whose registered items get a warranty contract of a model: a product's, those of a family, or all others. */
export const WARRANTED_PRODUCT: RecordType = {
  name: 'warranted_product',
  isPart: true,
  domain: 'service_contracts',
  table: 'warranted_products',
  path: '/service-contracts/warranted-products',
  icon: 'shield-check',
  title: ['id'],
  defaultSort: 'id',
  actions: ['view', 'create', 'delete'],
  fields: [
    { name: 'contract_model_id', kind: 'reference', to: 'contract_model', required: true, listed: true, filter: true },
    { name: 'product_id', kind: 'reference', to: 'product', listed: true, filter: true, unique: true },
    { name: 'product_family_id', kind: 'reference', to: 'product_family', listed: true, filter: true, unique: true },
  ],
  beforeSave: async (values, _before, trx) => {
    const model = await trx.from('contract_models').where('id', Number(values.contract_model_id)).firstOrFail()
    if (model.kind !== 'warranty') throw new ContractImpossible('contract_model_id', 'not_warranty')
    if (values.product_id && values.product_family_id) throw new ContractImpossible('product_family_id', 'product_or_family')
  },
}
