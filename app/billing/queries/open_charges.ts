import db from '@adonisjs/lucid/services/db'
import { spanOf } from '#billing/rules/span'

/** What makes a charge that came out differently another one. */
export const COMPARED = ['company_id', 'currency', 'net_cents', 'due_on', 'quantity', 'unit_price', 'description', 'product_id', 'group_key', 'tax_code', 'payment_term_id', 'erp_site_id', 'payer_id', 'anomalies']

export interface OpenCharge {
  id: number
  ledger_key: string
  state: string
  billing_run_id: number
  [column: string]: unknown
}

/** The charges of some sources that stand in open runs, by ledger key. */
export async function openCharges(sourceType: string, sourceIds: number[]): Promise<Map<string, OpenCharge>> {
  if (sourceIds.length === 0) return new Map()
  const rows: OpenCharge[] = await db
    .from('charges')
    .select('id', 'source_id', 'ledger_key', 'state', 'billing_run_id', ...COMPARED)
    .where('source_type', sourceType)
    .whereBetween('source_id', spanOf(sourceIds))
    .whereIn('state', ['proposed', 'excluded', 'held'])
    .whereNotNull('ledger_key')

  const asked = new Set(sourceIds)
  return new Map(rows.filter((row) => asked.has(Number(row.source_id))).map((row) => [row.ledger_key, row]))
}

/** Until when charges of some sources are held, by ledger key. */
export async function heldUntil(sourceType: string, sourceIds: number[]): Promise<Map<string, string>> {
  if (sourceIds.length === 0) return new Map()
  const rows = await db
    .from('charge_holds')
    .select('ledger_key', 'held_until')
    .where('source_type', sourceType)
    .whereBetween('source_id', spanOf(sourceIds))
    .whereNotNull('ledger_key')

  return new Map(rows.map((row) => [row.ledger_key, row.held_until]))
}
