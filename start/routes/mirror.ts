import { CUSTOMER } from '#mirror/records/customer'
import { DELIVERY, DELIVERY_LINE } from '#mirror/records/delivery'
import { ERP_INVOICE } from '#mirror/records/erp_invoice'
import { ORDER, ORDER_LINE } from '#mirror/records/order'
import { PRODUCT } from '#mirror/records/product'
import { recordRoutes } from '#start/record_routes'

for (const type of [CUSTOMER, PRODUCT, ORDER, ORDER_LINE, DELIVERY, DELIVERY_LINE, ERP_INVOICE]) recordRoutes(type)
