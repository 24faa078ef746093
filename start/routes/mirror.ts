import { CUSTOMER } from '#mirror/records/customer'
import { DELIVERY, DELIVERY_LINE } from '#mirror/records/delivery'
import { ERP_INVOICE } from '#mirror/records/erp_invoice'
import { CURRENCY, ERP_COMPANY, ERP_SITE, PAYMENT_TERM, TAX_CODE } from '#mirror/records/finance'
import { ORDER, ORDER_LINE } from '#mirror/records/order'
import { DUE_DATE, ERP_PAYMENT, PAYMENT_SHARE } from '#mirror/records/payment'
import { PRICE_LIST, PRICE_LIST_LINE, STOCK_LEVEL } from '#mirror/records/price_list'
import { PRODUCT } from '#mirror/records/product'
import { recordRoutes } from '#start/record_routes'

for (const type of [CUSTOMER, PRODUCT, ORDER, ORDER_LINE, DELIVERY, DELIVERY_LINE, ERP_INVOICE]) recordRoutes(type)
for (const type of [ERP_COMPANY, ERP_SITE, CURRENCY, TAX_CODE, PAYMENT_TERM, PRICE_LIST, PRICE_LIST_LINE, STOCK_LEVEL, ERP_PAYMENT, PAYMENT_SHARE, DUE_DATE]) {
  recordRoutes(type)
}
