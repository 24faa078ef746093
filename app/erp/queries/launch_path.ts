import db from '@adonisjs/lucid/services/db'
import { ENTITY_PAGES } from '#erp/rules/entity_pages'
import type { LaunchScreen, LaunchTarget } from '#erp/rules/launch_ticket'

/** Lists that show what belongs to a record, by the column they are filtered on. */
const LISTS: Record<Exclude<LaunchScreen, 'record'>, string> = {
  contracts: '/service-contracts/contracts',
  installed_base: '/installed-base/items',
  invoices: '/billing/invoices',
}

/** The address of the screen for a mirrored record: a customer's is that of its company. */
export async function launchPath({ entity, screen }: LaunchTarget, id: number): Promise<string> {
  if (entity === 'customer') {
    const company = await db.from('companies').where('customer_id', id).select('id').first()
    if (!company) return `/mirror/customers/${id}`
    return screen === 'record' ? `/crm/companies/${company.id}` : `${LISTS[screen]}?f_company_id=${company.id}`
  }
  if (entity === 'product' && screen === 'installed_base') return `${LISTS.installed_base}?f_product_id=${id}`
  if (entity === 'invoice' && screen === 'invoices') {
    const ours = await db
      .from('invoices')
      .join('erp_invoices', 'erp_invoices.reference', 'invoices.reference')
      .where('erp_invoices.id', id)
      .select('invoices.id')
      .first()
    if (ours) return `${LISTS.invoices}/${ours.id}`
  }

  return `${ENTITY_PAGES[entity]}/${id}`
}
