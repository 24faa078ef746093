import db from '@adonisjs/lucid/services/db'
import ErpConnection from '#erp/models/erp_connection'
import type { ErpConnector, ErpEntity } from '#contracts/erp'

const AT = '2026-01-01 00:00:00'
const ROWS = 1000

/** What a sync of customers or products writes. */
export const WRITTEN = ['products', 'customers', 'customer_addresses', 'customer_contacts', 'companies', 'contacts', 'search_tokens']

/** Customers of the sandbox, each with an address and a contact, many to a statement. */
export async function fillCustomers(count: number): Promise<void> {
  for (const some of numbers(count)) {
    await db.table('sandbox_customers').multiInsert(
      some.map((id) => ({ id, number: `C${id}`, name: `Customer ${id} of Zaragoza SL`, tax_id: `ESB${id}`, email: `office@c${id}.example`, phone: `+34 976 ${id}`, website: null, language: 'es', modified_at: AT }))
    )
    await db.table('sandbox_addresses').multiInsert(some.map((id) => ({ customer_id: id, street: `Calle ${id}`, postal_code: '50001', city: 'Zaragoza', country: 'ES', modified_at: AT })))
    await db.table('sandbox_contacts').multiInsert(some.map((id) => ({ customer_id: id, name: `Contact ${id}`, email: `p@c${id}.example`, phone: null })))
  }
}

export async function fillProducts(count: number): Promise<void> {
  for (const some of numbers(count)) {
    await db.table('sandbox_products').multiInsert(some.map((id) => ({ id, number: `P${id}`, name: `Pump ${id} for water`, unit: 'pc', list_price: '12.50', tax_percent: 21, modified_at: AT })))
  }
}

/** A connection to measure with; nothing but the script reads through it. */
export function connectionTo(kind: string, settings: Record<string, unknown>) {
  return ErpConnection.create({ name: 'Bench', kind, settings, isActive: false, timeZone: 'UTC', overlapMinutes: 0, fullEveryDays: 7 } as Partial<ErpConnection>)
}

/** Reads and maps everything, as a sync does, and throws it away; answers how many records there were. */
export async function readAll(connector: ErpConnector, entity: ErpEntity, limit: number): Promise<number> {
  let records = 0
  await connector.describe()
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const page: { next: string | null; records: unknown[] } = await connector.readPage(entity, { since: null, after, limit })
    records += page.records.length
    after = page.next
  }
  await connector.close()
  return records
}

/** As if nothing had ever been read. */
export async function forgetRead(): Promise<void> {
  await db.rawQuery('set foreign_key_checks = 0')
  for (const table of [...WRITTEN, 'search_backlog', 'sync_cursors', 'sync_run_entities', 'sync_problems', 'payload_pages']) await db.rawQuery(`truncate ${table}`)
  await db.rawQuery('set foreign_key_checks = 1')
}

function* numbers(count: number): Generator<number[]> {
  for (let from = 1; from <= count; from += ROWS) yield Array.from({ length: Math.min(ROWS, count - from + 1) }, (_, index) => from + index)
}
