import db from '@adonisjs/lucid/services/db'
import { addMonthsAnchored, latest, type CalendarDate } from '#shared/calendar/calendar_date'
import RenewalImpossible from '#service_contracts/errors/renewal_impossible'
import type { ChangeRehearsal } from '#service_contracts/queries/change_rehearsal'
import { ledgerAsOf } from '#service_contracts/queries/ledger_as_of'
import { renewalCase } from '#service_contracts/queries/renewal_case'
import { lineTerms } from '#service_contracts/rules/contract_terms'
import { rehearse } from '#service_contracts/rules/rehearsal'
import { askedStep } from '#service_contracts/rules/renewal/renewal_step'
import { segmentOfCharge } from '#service_contracts/rules/segment_of_charge'

const MONTHS_AHEAD = 12

/** What another end of a contract does to the coming bills, without writing anything. */
export async function endRehearsal(contract: Record<string, any>, endsOn: CalendarDate, until: CalendarDate, recordedOn: CalendarDate | null = null): Promise<ChangeRehearsal> {
  const { lines } = await renewalCase({ ...contract, ends_on: contract.ends_on ?? endsOn }, db.connection())
  const ledger = await ledgerAsOf(lines.map(({ row }) => Number(row.id)), recordedOn)
  const rehearsal: ChangeRehearsal = { items: [], beforeMinor: 0, afterMinor: 0, until }
  for (const { row, events, at } of lines) {
    const before = lineTerms(row as never, contract as never, contract.ends_on, events)
    const moved = at === 'moves' && contract.ends_on !== null && endsOn > contract.ends_on ? { ...row, ends_on: endsOn } : row
    const after = lineTerms(moved as never, contract as never, endsOn, events)
    const line = rehearse(before, after, (ledger.get(Number(row.id)) ?? []).map(segmentOfCharge), until)
    rehearsal.items.push(...line.items.map((item) => ({ ...item, line: String(row.description) })))
    rehearsal.beforeMinor += line.beforeMinor
    rehearsal.afterMinor += line.afterMinor
  }
  return rehearsal
}

/**
 * What one more term would bring, beside the bills as they stand.
 *
 * @throws {RenewalImpossible} as renewing the contract would
 */
export async function renewalRehearsal(contract: Record<string, any>, today: CalendarDate, recordedOn: CalendarDate | null = null): Promise<ChangeRehearsal> {
  if (!contract.ends_on) throw new RenewalImpossible(undefined, 'no_end')
  const step = askedStep((await renewalCase(contract, db.connection())).renewal)
  if ('reason' in step) throw new RenewalImpossible(undefined, step.reason)
  return endRehearsal(contract, step.term.endsOn, addMonthsAnchored(latest(today, step.term.endsOn), MONTHS_AHEAD), recordedOn)
}
