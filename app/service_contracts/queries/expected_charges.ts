import type { DueCharge } from '#billing/charge_sources'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { BILLABLE_COLUMNS, billableLines } from '#service_contracts/queries/billable_lines'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import { dueChargesOf, type BillableLine } from '#service_contracts/rules/due_charges'

export interface ExpectedOfContract {
  contractId: number
  lineIds: number[]
  charges: DueCharge[]
  /** Why a line cannot be computed, or null. */
  refusal: string | null
}

/** What contracts bring until a day as if nothing had been billed: the truth that bills are held against. */
export async function expectedCharges(contractIds: number[], until: CalendarDate): Promise<Map<number, ExpectedOfContract>> {
  const expected = new Map<number, ExpectedOfContract>()
  if (contractIds.length === 0) return expected

  const lines: BillableLine[] = await billableLines().select(BILLABLE_COLUMNS).whereIn('service_contracts.id', contractIds).orderBy('contract_lines.id')
  const events = await eventsOfLines(lines.map(({ id }) => Number(id)))
  for (const line of lines) {
    const contractId = Number(line.contract_id)
    const known = expected.get(contractId) ?? { contractId, lineIds: [], charges: [], refusal: null }
    expected.set(contractId, known)
    known.lineIds.push(Number(line.id))
    try {
      known.charges.push(...dueChargesOf(line, events.get(Number(line.id)) ?? [], [], until))
    } catch (error) {
      if (!(error instanceof BillingRefused)) throw error
      known.refusal = error.message
    }
  }
  return expected
}
