import db from '@adonisjs/lucid/services/db'
import { spanOf } from '#billing/rules/span'
import type { CalendarDate } from '#shared/calendar/calendar_date'

export interface BilledCharge {
  id: number
  sourceId: number
  kind: 'recurring' | 'credit'
  from: CalendarDate
  to: CalendarDate
  netCents: number
  correctsChargeId: number | null
}

/** What was billed for these sources: approved charges, whatever their invoice's fate in the ERP is so far. */
export async function billedCharges(sourceType: string, sourceIds: number[]): Promise<Map<number, BilledCharge[]>> {
  const ledger = new Map<number, BilledCharge[]>()
  if (sourceIds.length === 0) return ledger

  const rows = await db
    .from('charges')
    .select('id', 'source_id', 'kind', 'period_from', 'period_to', 'net_cents', 'corrects_charge_id')
    .where('source_type', sourceType)
    .whereBetween('source_id', spanOf(sourceIds))
    .where('state', 'billed')
    .orderBy('id')

  const asked = new Set(sourceIds)
  for (const row of rows) {
    if (!asked.has(Number(row.source_id))) continue
    const charge = {
      id: Number(row.id),
      sourceId: Number(row.source_id),
      kind: row.kind,
      from: row.period_from,
      to: row.period_to,
      netCents: Number(row.net_cents),
      correctsChargeId: row.corrects_charge_id === null ? null : Number(row.corrects_charge_id),
    }
    const known = ledger.get(charge.sourceId)
    if (known) known.push(charge)
    else ledger.set(charge.sourceId, [charge])
  }
  return ledger
}
