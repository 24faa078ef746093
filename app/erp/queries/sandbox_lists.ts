import db from '@adonisjs/lucid/services/db'
import type { CustomerRow, DeliveryRow, InvoiceRow, OrderRow, ProductRow } from '#erp/connectors/sandbox/sandbox_rows'

const ROWS_ON_A_PAGE = 50

export interface SandboxListRequest {
  q?: string | null
  /** Shows what is older than this record. */
  before?: number | null
}

interface List<T> {
  rows: T[]
  /** Record before which the next page begins, or null on the last one. */
  next: number | null
}

type WithCustomer = { customer_name: string }

export const sandboxCustomers = (request: SandboxListRequest) =>
  page<CustomerRow>(db.from('sandbox_customers'), 'sandbox_customers', ['number', 'name', 'email'], request)

export const sandboxProducts = (request: SandboxListRequest) =>
  page<ProductRow>(db.from('sandbox_products'), 'sandbox_products', ['number', 'name'], request)

export const sandboxOrders = (request: SandboxListRequest) => documents<OrderRow>('sandbox_orders', request)
export const sandboxDeliveries = (request: SandboxListRequest) => documents<DeliveryRow>('sandbox_deliveries', request)
export const sandboxInvoices = (request: SandboxListRequest) => documents<InvoiceRow>('sandbox_invoices', request)

function documents<T extends { id: number }>(table: string, request: SandboxListRequest) {
  const query = db
    .from(table)
    .join('sandbox_customers', 'sandbox_customers.id', `${table}.customer_id`)
    .select(`${table}.*`, 'sandbox_customers.name as customer_name')
  const columns = [
    `${table}.number`,
    'sandbox_customers.name',
    ...(table === 'sandbox_invoices' ? [`${table}.reference`] : []),
  ]

  return page<T & WithCustomer>(query, table, columns, request)
}

async function page<T extends { id: number }>(
  query: ReturnType<typeof db.from>,
  table: string,
  columns: string[],
  { q, before }: SandboxListRequest
): Promise<List<T>> {
  if (before) query.where(`${table}.id`, '<', before)
  if (q) query.where((any) => columns.forEach((column) => any.orWhereILike(column, `%${q}%`)))
  const rows: T[] = await query.orderBy(`${table}.id`, 'desc').limit(ROWS_ON_A_PAGE + 1)
  const shown = rows.slice(0, ROWS_ON_A_PAGE)

  return { rows: shown, next: rows.length > ROWS_ON_A_PAGE ? shown.at(-1)!.id : null }
}
