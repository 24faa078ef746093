import { bindActors } from '#shared/acting'
import { registerPermissions } from '#shared/permissions'
import { registerRecordType } from '#shared/records/registry'
import type { RecordType } from '#shared/records/record_type'
import { PERMISSIONS as IDENTITY } from '#identity/permissions'
import { COMPANY } from '#crm/records/company'
import { CONTACT } from '#crm/records/contact'
import { CUSTOMER } from '#mirror/records/customer'
import { ERP_INVOICE } from '#mirror/records/erp_invoice'
import { PRODUCT } from '#mirror/records/product'
import { ORDER, ORDER_LINE } from '#mirror/records/order'
import { DELIVERY, DELIVERY_LINE } from '#mirror/records/delivery'

const declare = (domain: string, ...types: RecordType[]) => {
  for (const type of types) {
    registerRecordType(type)
    registerPermissions(domain, { [type.name]: type.actions })
  }
}

registerPermissions('identity', IDENTITY)

declare('crm', COMPANY, CONTACT)
declare('mirror', CUSTOMER, ERP_INVOICE, PRODUCT, ORDER, ORDER_LINE, DELIVERY, DELIVERY_LINE)

bindActors(async (userId) => {
  const { actorById } = await import('#identity/queries/actor_of')
  return actorById(userId)
})
