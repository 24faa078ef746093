import type { ErpEntity, ErpRecords } from '#contracts/erp'
import { CUSTOMER_MIRRORING } from '#mirror/rules/customer_mirroring'
import { DELIVERY_MIRRORING } from '#mirror/rules/delivery_mirroring'
import { ERP_INVOICE_MIRRORING } from '#mirror/rules/erp_invoice_mirroring'
import { PRODUCT_MIRRORING } from '#mirror/rules/product_mirroring'
import { SALES_ORDER_MIRRORING } from '#mirror/rules/sales_order_mirroring'
import type { Mirroring } from '#mirror/rules/mirroring'

/** How each entity of the ERP is kept here. */
export const MIRRORINGS: { [E in ErpEntity]: Mirroring<ErpRecords[E]> } = {
  customer: CUSTOMER_MIRRORING,
  product: PRODUCT_MIRRORING,
  order: SALES_ORDER_MIRRORING,
  delivery: DELIVERY_MIRRORING,
  invoice: ERP_INVOICE_MIRRORING,
}
