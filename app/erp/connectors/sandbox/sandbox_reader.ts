import db from '@adonisjs/lucid/services/db'
import type { ErpEntity, ErpPage, ErpRecords } from '#contracts/erp'
import { toCustomer, toDelivery, toInvoice, toOrder, toProduct } from '#erp/connectors/sandbox/sandbox_mappers'
import {
  toCompany,
  toCurrency,
  toPayment,
  toPaymentTerm,
  toPriceList,
  toSite,
  toStockLevel,
  toTaxCode,
  type PaymentShareRow,
  type PriceListLineRow,
} from '#erp/connectors/sandbox/sandbox_finance'
import type {
  AddressRow,
  ContactRow,
  CustomerRow,
  DeliveryLineRow,
  DeliveryRow,
  DueDateRow,
  InvoiceLineRow,
  InvoiceRow,
  OrderLineRow,
  OrderRow,
  ProductRow,
} from '#erp/connectors/sandbox/sandbox_rows'
import { sandboxSettings } from '#erp/connectors/sandbox/sandbox_settings'
import { withRaw } from '#erp/raw_records'

export type SandboxRow = { id: number; modified_at: string }
type Mapper = (row: SandboxRow) => ErpRecords[ErpEntity]

export const SANDBOX_TABLES: Record<ErpEntity, string> = {
  company: 'sandbox_companies',
  currency: 'sandbox_currencies',
  tax_code: 'sandbox_tax_codes',
  payment_term: 'sandbox_payment_terms',
  site: 'sandbox_sites',
  customer: 'sandbox_customers',
  product: 'sandbox_products',
  price_list: 'sandbox_price_lists',
  stock_level: 'sandbox_stock',
  order: 'sandbox_orders',
  delivery: 'sandbox_deliveries',
  invoice: 'sandbox_invoices',
  payment: 'sandbox_payments',
}

const simply = (map: (row: never) => ErpRecords[ErpEntity]) => async (): Promise<Mapper> => map as Mapper

const READERS: Record<ErpEntity, (ids: number[]) => Promise<Mapper>> = {
  company: simply(toCompany),
  currency: simply(toCurrency),
  tax_code: simply(toTaxCode),
  payment_term: simply(toPaymentTerm),
  site: simply(toSite),
  stock_level: simply(toStockLevel),
  price_list: async (ids) => {
    const lines = await kin<PriceListLineRow>('sandbox_price_list_lines', 'price_list_id', ids)
    return (row) => toPriceList(row as never, lines(row.id))
  },
  payment: async (ids) => {
    const shares = await kin<PaymentShareRow>('sandbox_payment_shares', 'payment_id', ids)
    return (row) => toPayment(row as never, shares(row.id))
  },
  customer: async (ids) => {
    const addresses = await kin<AddressRow>('sandbox_addresses', 'customer_id', ids)
    const contacts = await kin<ContactRow>('sandbox_contacts', 'customer_id', ids)
    return (row) => toCustomer(row as CustomerRow, addresses(row.id), contacts(row.id))
  },
  product: async () => {
    const { currency } = await sandboxSettings(db.connection())
    return (row) => toProduct(row as ProductRow, currency)
  },
  order: async (ids) => {
    const lines = await kin<OrderLineRow>('sandbox_order_lines', 'order_id', ids)
    return (row) => toOrder(row as OrderRow, lines(row.id))
  },
  delivery: async (ids) => {
    const lines = await kin<DeliveryLineRow>('sandbox_delivery_lines', 'delivery_id', ids)
    return (row) => toDelivery(row as DeliveryRow, lines(row.id))
  },
  invoice: async (ids) => {
    const lines = await kin<InvoiceLineRow>('sandbox_invoice_lines', 'invoice_id', ids)
    const dues = await kin<DueDateRow>('sandbox_due_dates', 'invoice_id', ids)
    return (row) => toInvoice(row as InvoiceRow, lines(row.id), dues(row.id))
  },
}

/** Rows of an entity's table as the records the contract speaks of, with what belongs to them. */
export async function recordsOf<E extends ErpEntity>(
  entity: E,
  rows: SandboxRow[]
): Promise<Omit<ErpPage<ErpRecords[E]>, 'next'>> {
  const page: Omit<ErpPage<ErpRecords[E]>, 'next'> = { records: [], unreadable: [] }
  if (rows.length === 0) return page

  const map = await READERS[entity](rows.map(({ id }) => id))
  for (const row of rows) {
    try {
      page.records.push(withRaw(map(row) as ErpRecords[E], row))
    } catch (error) {
      page.unreadable.push({ id: String(row.id), reason: (error as Error).message, raw: row })
    }
  }

  return page
}

/** Rows that belong to some records, read at once and handed out by record. */
async function kin<T>(table: string, key: keyof T & string, ids: number[]): Promise<(id: number) => T[]> {
  const grouped = new Map<number, T[]>()
  for (const row of (await db.from(table).whereIn(key, ids).orderBy('id')) as T[]) {
    const owner = Number(row[key])
    const group = grouped.get(owner)
    if (group) group.push(row)
    else grouped.set(owner, [row])
  }

  return (id) => grouped.get(id) ?? []
}
