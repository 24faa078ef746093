import db from '@adonisjs/lucid/services/db'
import { billedCharges } from '#billing/queries/billed_ledger'
import { addMonthsAnchored, latest, type CalendarDate } from '#shared/calendar/calendar_date'
import { renewalRehearsal } from '#service_contracts/queries/end_rehearsal'
import { linesToChange } from '#service_contracts/queries/lines_to_change'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'
import { rehearse, type RehearsedItem } from '#service_contracts/rules/rehearsal'
import type { RenewalAsked } from '#service_contracts/rules/renewal/renewal_step'
import { segmentOfCharge } from '#service_contracts/rules/segment_of_charge'

/** How far a rehearsal looks beyond the change. */
const MONTHS_AHEAD = 24

export interface ChangeAsked {
  lineId: number | null
  event: ContractEvent | RenewalAsked
  /** As if the change had been recorded on this day: what was approved later is taken as not billed. */
  recordedOn: CalendarDate | null
}

export interface ChangeRehearsal {
  items: (RehearsedItem & { line: string })[]
  beforeMinor: number
  afterMinor: number
  until: CalendarDate
}

/**
 * What a dated change of a contract does to the coming bills, without writing anything.
 *
 * @throws {ContractImpossible} as recording the change would
 */
export async function changeRehearsal(
  contract: Record<string, any>,
  { lineId, event, recordedOn }: ChangeAsked,
  today: CalendarDate
): Promise<ChangeRehearsal> {
  if (event.kind === 'renew') return renewalRehearsal(contract, today)
  const lines = await linesToChange(contract, lineId, event, db.connection())
  const ids = lines.map(({ id }) => id)
  const ledger = await billedCharges('contract_line', ids)
  const known = recordedOn ? await approvedUntil(recordedOn, ids) : null
  const rehearsal: ChangeRehearsal = { items: [], beforeMinor: 0, afterMinor: 0, until: addMonthsAnchored(latest(today, event.on), MONTHS_AHEAD) }

  for (const { id, description, before, after } of lines) {
    const billed = (ledger.get(id) ?? []).filter((charge) => !known || known.has(Math.abs(charge.id)))
    const line = rehearse(before, after, billed.map(segmentOfCharge), rehearsal.until)
    rehearsal.items.push(...line.items.map((item) => ({ ...item, line: description })))
    rehearsal.beforeMinor += line.beforeMinor
    rehearsal.afterMinor += line.afterMinor
  }
  return rehearsal
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
