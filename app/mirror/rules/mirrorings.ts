import type { ErpEntity, ErpRecords } from '#contracts/erp'
import { CUSTOMER_MIRRORING } from '#mirror/rules/customer_mirroring'
import { DELIVERY_MIRRORING } from '#mirror/rules/delivery_mirroring'
import { ERP_INVOICE_MIRRORING } from '#mirror/rules/erp_invoice_mirroring'
import { COMPANY_MIRRORING, CURRENCY_MIRRORING, PAYMENT_TERM_MIRRORING, SITE_MIRRORING, TAX_CODE_MIRRORING } from '#mirror/rules/finance_mirroring'
import { PAYMENT_MIRRORING } from '#mirror/rules/payment_mirroring'
import { PRICE_LIST_MIRRORING, STOCK_LEVEL_MIRRORING } from '#mirror/rules/price_list_mirroring'
import { PRODUCT_MIRRORING } from '#mirror/rules/product_mirroring'
import { SALES_ORDER_MIRRORING } from '#mirror/rules/sales_order_mirroring'
import type { Mirroring } from '#mirror/rules/mirroring'

/** How each entity of the ERP is kept here. */
export const MIRRORINGS: { [E in ErpEntity]: Mirroring<ErpRecords[E]> } = {
  company: COMPANY_MIRRORING,
  currency: CURRENCY_MIRRORING,
  tax_code: TAX_CODE_MIRRORING,
  payment_term: PAYMENT_TERM_MIRRORING,
  site: SITE_MIRRORING,
  customer: CUSTOMER_MIRRORING,
  product: PRODUCT_MIRRORING,
  price_list: PRICE_LIST_MIRRORING,
  stock_level: STOCK_LEVEL_MIRRORING,
  order: SALES_ORDER_MIRRORING,
  delivery: DELIVERY_MIRRORING,
  invoice: ERP_INVOICE_MIRRORING,
  payment: PAYMENT_MIRRORING,
}
