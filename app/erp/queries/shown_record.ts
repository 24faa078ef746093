import db from '@adonisjs/lucid/services/db'
import type { ErpEntity } from '#contracts/erp'
import FindLaunchTarget from '#erp/actions/find_launch_target'
import ErpConnection from '#erp/models/erp_connection'

export interface ShownRecord {
  entity: ErpEntity
  /** The ERP's identifier. */
  key: string
  /** Its screen in the ERP, or null. */
  link: string | null
}

/** Where the mirrored record of a page is found: the table and the column that holds the page's id. */
const PAGES: { path: RegExp; entity: ErpEntity; table: string; by: 'id' | 'company' | 'invoice' }[] = [
  { path: /^\/crm\/companies\/(\d+)/, entity: 'customer', table: 'customers', by: 'company' },
  { path: /^\/billing\/invoices\/(\d+)/, entity: 'invoice', table: 'erp_invoices', by: 'invoice' },
  { path: /^\/mirror\/customers\/(\d+)/, entity: 'customer', table: 'customers', by: 'id' },
  { path: /^\/mirror\/products\/(\d+)/, entity: 'product', table: 'products', by: 'id' },
  { path: /^\/mirror\/orders\/(\d+)/, entity: 'order', table: 'sales_orders', by: 'id' },
  { path: /^\/mirror\/deliveries\/(\d+)/, entity: 'delivery', table: 'deliveries', by: 'id' },
  { path: /^\/mirror\/invoices\/(\d+)/, entity: 'invoice', table: 'erp_invoices', by: 'id' },
]

/** Which record of this ERP a page is about, or null when it is about none. */
export async function shownRecord(connectionId: number, path: string): Promise<ShownRecord | null> {
  const page = PAGES.find((one) => one.path.test(path))
  if (!page) return null
  const id = Number(page.path.exec(path)![1])
  const query = db.from(page.table).where(`${page.table}.connection_id`, connectionId).select(`${page.table}.external_id`)
  if (page.by === 'id') query.where('id', id)
  if (page.by === 'company') query.join('companies', 'companies.customer_id', 'customers.id').where('companies.id', id)
  if (page.by === 'invoice') query.join('invoices', 'invoices.reference', 'erp_invoices.reference').where('invoices.id', id)

  const row = await query.first()
  const connection = row && (await ErpConnection.find(connectionId))
  if (!connection) return null
  const target = { entity: page.entity, key: String(row.external_id) }

  return { ...target, link: await new FindLaunchTarget().link(connection, target) }
}
