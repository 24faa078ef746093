import type { ErpEntity } from '#contracts/erp'

/** Where the mirrored records of each entity are listed. */
export const ENTITY_PAGES: Record<ErpEntity, string> = {
  company: '/mirror/erp-companies',
  currency: '/mirror/currencies',
  tax_code: '/mirror/tax-codes',
  payment_term: '/mirror/payment-terms',
  site: '/mirror/erp-sites',
  customer: '/mirror/customers',
  product: '/mirror/products',
  price_list: '/mirror/price-lists',
  stock_level: '/mirror/stock',
  order: '/mirror/orders',
  delivery: '/mirror/deliveries',
  invoice: '/mirror/invoices',
  payment: '/mirror/payments',
}
