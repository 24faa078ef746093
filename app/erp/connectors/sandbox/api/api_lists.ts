import { DateTime } from 'luxon'
import type { DatabaseQueryBuilderContract } from '@adonisjs/lucid/types/querybuilder'
import db from '@adonisjs/lucid/services/db'
import { sqlInstant } from '#shared/clock'
import { addressOut, customerOut, deliveryOut, invoiceOut, orderOut, productOut, stockMoveOut } from '#erp/connectors/sandbox/api/api_rows'
import { companyOut, currencyOut, paymentOut, paymentTermOut, priceListOut, siteOut, stockOut, taxCodeOut } from '#erp/connectors/sandbox/api/api_finance_rows'
import ErpRefused from '#erp/errors/erp_refused'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'

type Filters = Record<string, string | undefined>
type Typed = Record<string, unknown>
type Rows = any[]

const MOST = 500
/** Lists that can be searched for a part of a foreign reference. */
const WITH_REFERENCE = new Set(['invoices', 'customers', 'orders', 'stock_moves'])

interface Resource {
  table: string
  /** By the last number seen, by numbered pages, or by an offset. */
  paging: 'after_no' | 'page' | 'offset'
  write(rows: Rows, zone: string): Promise<unknown[]>
}

/** The lists of the sandbox's interface: each pages in another way, as in an ERP that grew. */
export const RESOURCES: Record<string, Resource> = {
  customers: {
    table: 'sandbox_customers',
    paging: 'after_no',
    write: async (rows, zone) => {
      const contacts = await kin('sandbox_contacts', 'customer_id', rows)
      return rows.map((row) => customerOut(row, contacts(row.id), zone))
    },
  },
  addresses: { table: 'sandbox_addresses', paging: 'after_no', write: async (rows) => rows.map((row) => addressOut(row)) },
  products: { table: 'sandbox_products', paging: 'page', write: async (rows) => rows.map((row) => productOut(row)) },
  orders: {
    table: 'sandbox_orders',
    paging: 'after_no',
    write: async (rows) => {
      const lines = await kin('sandbox_order_lines', 'order_id', rows)
      return rows.map((row) => orderOut(row, lines(row.id)))
    },
  },
  deliveries: {
    table: 'sandbox_deliveries',
    paging: 'offset',
    write: async (rows, zone) => {
      const lines = await kin('sandbox_delivery_lines', 'delivery_id', rows)
      return rows.map((row) => deliveryOut(row, lines(row.id), zone))
    },
  },
  invoices: {
    table: 'sandbox_invoices',
    paging: 'after_no',
    write: async (rows) => {
      const lines = await kin('sandbox_invoice_lines', 'invoice_id', rows)
      const dues = await kin('sandbox_due_dates', 'invoice_id', rows)
      return rows.map((row) => invoiceOut(row, lines(row.id), dues(row.id)))
    },
  },
  companies: { table: 'sandbox_companies', paging: 'after_no', write: async (rows) => rows.map((row) => companyOut(row)) },
  currencies: { table: 'sandbox_currencies', paging: 'after_no', write: async (rows) => rows.map((row) => currencyOut(row)) },
  taxes: { table: 'sandbox_tax_codes', paging: 'after_no', write: async (rows) => rows.map((row) => taxCodeOut(row)) },
  terms: { table: 'sandbox_payment_terms', paging: 'page', write: async (rows) => rows.map((row) => paymentTermOut(row)) },
  sites: { table: 'sandbox_sites', paging: 'after_no', write: async (rows) => rows.map((row) => siteOut(row)) },
  prices: {
    table: 'sandbox_price_lists',
    paging: 'after_no',
    write: async (rows) => {
      const lines = await kin('sandbox_price_list_lines', 'price_list_id', rows)
      return rows.map((row) => priceListOut(row, lines(row.id)))
    },
  },
  stock_moves: { table: 'sandbox_stock_moves', paging: 'after_no', write: async (rows) => rows.map((row) => stockMoveOut(row)) },
  stock: { table: 'sandbox_stock', paging: 'after_no', write: async (rows, zone) => rows.map((row) => stockOut(row, zone)) },
  payments: {
    table: 'sandbox_payments',
    paging: 'after_no',
    write: async (rows) => {
      const shares = await kin('sandbox_payment_shares', 'payment_id', rows)
      return rows.map((row) => paymentOut(row, shares(row.id)))
    },
  },
}

/** One page of a list, as the interface writes it. */
export async function listed(name: string, typed: Typed): Promise<unknown[]> {
  const filters: Filters = Object.fromEntries(Object.entries(typed).map(([key, value]) => [key, String(value)]))
  const { table, paging, write } = RESOURCES[name]
  const { timeZone } = await sandboxSettings(db.connection())
  const limit = Math.min(Math.max(Number(filters.limit) || 50, 1), MOST)
  const query = db.from(table).orderBy('id')
  // The addresses of named customers come whole, so that none is cut off.
  if (!filters.customers) query.limit(limit)
  if (paging === 'after_no') query.where('id', '>', Number(filters.after_no) || 0)
  if (paging === 'page') query.offset((Math.max(Number(filters.page) || 1, 1) - 1) * limit)
  if (paging === 'offset') query.offset(Math.max(Number(filters.offset) || 0, 0))
  narrowed(query, name, filters, timeZone)

  return write(await query, timeZone)
}

/** One record as the interface writes it, or null. */
export async function single(name: string, id: string): Promise<unknown> {
  if (!/^\d{1,15}$/.test(id)) return null
  const { timeZone } = await sandboxSettings(db.connection())
  const { table, write } = RESOURCES[name]
  const [record] = await write(await db.from(table).where('id', Number(id)), timeZone)

  return record ?? null
}

function narrowed(query: DatabaseQueryBuilderContract, name: string, { changed_from: from, ref, customers }: Filters, zone: string): void {
  const since = from === undefined ? null : DateTime.fromSQL(from, { zone })
  if (since && !since.isValid) throw new ErpRefused('other', `"${from}" is not a time such as 2026-11-22 10:15:00`)
  if (since) query.where('modified_at', '>=', sqlInstant(since))
  if (ref && WITH_REFERENCE.has(name)) query.whereILike('reference', `%${ref}%`)
  if (customers && name === 'addresses') query.whereIn('customer_id', customers.split(',').map(Number))
}

async function kin(table: string, key: string, rows: Rows): Promise<(id: number) => Rows> {
  const ids = rows.map(({ id }) => id)
  const found: Rows = ids.length ? await db.from(table).whereIn(key, ids).orderBy('id') : []
  const grouped = Map.groupBy(found, (row) => Number(row[key]))

  return (id) => grouped.get(id) ?? []
}
