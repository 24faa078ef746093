import type { RecordType } from '#shared/records/record_type'

/** Products that coverage rules treat alike. */
export const PRODUCT_FAMILY: RecordType = {
  name: 'product_family',
  domain: 'service_contracts',
  table: 'product_families',
  path: '/service-contracts/product-families',
  icon: 'boxes',
  title: ['name'],
  subtitle: 'code',
  defaultSort: 'name',
  isReferableByAll: true,
  actions: ['view', 'create', 'edit', 'delete'],
  fields: [
    { name: 'code', kind: 'text', max: 64, required: true, listed: true, filter: true, search: true, unique: true },
    { name: 'name', kind: 'text', max: 120, required: true, listed: true, filter: true, sort: true, search: true },
  ],
  children: [{ type: 'product_family_product', via: 'product_family_id' }],
}

export const PRODUCT_FAMILY_PRODUCT: RecordType = {
  name: 'product_family_product',
  isPart: true,
  domain: 'service_contracts',
  table: 'product_family_products',
  path: '/service-contracts/product-family-products',
  icon: 'package',
  title: ['id'],
  defaultSort: 'id',
  actions: ['view', 'create', 'delete'],
  fields: [
    { name: 'product_family_id', kind: 'reference', to: 'product_family', required: true, listed: true, filter: true },
    { name: 'product_id', kind: 'reference', to: 'product', required: true, listed: true, filter: true, unique: true },
  ],
}
