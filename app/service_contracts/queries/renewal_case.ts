import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'
import { lineAtRenewal, type RenewalCase } from '#service_contracts/rules/renewal/renewal_step'

type Row = Record<string, any>

export interface LineToRenew {
  row: Row
  events: readonly ContractEvent[]
  at: ReturnType<typeof lineAtRenewal>
}

/** A contract that has an end, as the rules of renewal read it, with its lines at the end of the current term. */
export async function renewalCase(contract: Row, client: QueryClientContract): Promise<{ renewal: RenewalCase; lines: LineToRenew[] }> {
  const rows = await client.from('contract_lines').where('service_contract_id', contract.id).orderBy('position')
  const events = await eventsOfLines(rows.map(({ id }) => Number(id)), client)
  const lines = rows.map((row) => {
    const known = events.get(Number(row.id)) ?? []
    return { row, events: known, at: lineAtRenewal({ endsOn: row.ends_on, terminatedOn: terminatedOn(known) }, contract.ends_on) }
  })
  return { renewal: { ...caseOf(contract), goesOn: lines.some(({ at }) => at !== 'expired') }, lines }
}

/** What the row of a contract alone says; whether anything goes on is taken for granted. */
export function caseOf(contract: Row): RenewalCase {
  return {
    startsOn: contract.starts_on,
    endsOn: contract.ends_on,
    termNo: Number(contract.term_no),
    baseOn: contract.term_base_on,
    mode: contract.renewal_mode,
    notice: { count: Number(contract.notice_count), unit: contract.notice_unit },
    termMonths: numberOrNull(contract.term_months),
    renewalMonths: numberOrNull(contract.renewal_months),
    maxRenewals: numberOrNull(contract.max_renewals),
    decision: Number(contract.renewal_decided_term) === Number(contract.term_no) ? contract.renewal_decision : null,
    noticeEffectiveOn: contract.notice_effective_on,
    goesOn: true,
  }
}

function terminatedOn(events: readonly ContractEvent[]): CalendarDate | null {
  const found = events.find((event) => event.kind === 'terminate')
  return found ? addDays(found.on, 'dayUsed' in found && found.dayUsed ? 1 : 0) : null
}

const numberOrNull = (value: unknown) => (value === null || value === undefined ? null : Number(value))
