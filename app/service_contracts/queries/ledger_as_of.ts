import db from '@adonisjs/lucid/services/db'
import { billedCharges, type BilledCharge } from '#billing/queries/billed_ledger'
import type { CalendarDate } from '#shared/calendar/calendar_date'

/** What was billed of contract lines; with a day, only what was approved until then. */
export async function ledgerAsOf(lineIds: number[], day: CalendarDate | null): Promise<Map<number, BilledCharge[]>> {
  const ledger = await billedCharges('contract_line', lineIds)
  if (!day) return ledger
  const known = await approvedUntil(day, lineIds)
  return new Map([...ledger].map(([id, billed]) => [id, billed.filter((charge) => known.has(Math.abs(charge.id)))]))
}

async function approvedUntil(day: CalendarDate, lineIds: number[]): Promise<Set<number>> {
  const rows = await db
    .from('charges')
    .join('billing_runs', 'billing_runs.id', 'charges.billing_run_id')
    .where({ 'charges.source_type': 'contract_line', 'charges.state': 'billed' })
    .whereIn('charges.source_id', lineIds)
    .where('billing_runs.approved_at', '<=', `${day} 23:59:59`)
    .select('charges.id')
  return new Set(rows.map(({ id }) => Number(id)))
}
