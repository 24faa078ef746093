import { billedCharges, type BilledCharge } from '#billing/queries/billed_ledger'
import type { DueCharge } from '#billing/charge_sources'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { parseMoney } from '#shared/money/money'
import { BILLABLE_COLUMNS, billableLines } from '#service_contracts/queries/billable_lines'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import { lineTerms } from '#service_contracts/rules/contract_terms'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'
import { dueChargesOf, type BillableLine } from '#service_contracts/rules/due_charges'
import { isLastOf, waitsForMore } from '#service_contracts/rules/minimum_invoice'
import { segmentOfCharge } from '#service_contracts/rules/segment_of_charge'

/** What of a contract waits, in minor units, and the minimum that it waits for. */
export interface CarriedOver {
  dueCents: number
  minimumCents: number
}

/** Of each contract that was looked at what it carries over; null where it carries nothing. */
export type KnownCarried = Map<number, CarriedOver | null>

/**
 * The contracts of some lines whose due amounts are carried over on a day, because all lines of the contract together
 * stay below its minimum. Asks the database only where a contract has one, since its lines may stand on other pages.
 *
 * @param known what pages before this one found of their contracts; those that are not on this page leave it
 */
export async function carriedOver(lines: readonly BillableLine[], until: CalendarDate, known: KnownCarried = new Map()): Promise<Map<number, CarriedOver>> {
  const contractIds = new Set(lines.filter(({ min_invoice_amount: minimum }) => minimum).map((line) => Number(line.contract_id)))
  for (const id of known.keys()) if (!contractIds.has(id)) known.delete(id)
  const unknown = [...contractIds].filter((id) => !known.has(id))
  if (unknown.length > 0) await findCarried(unknown, until, known)
  return new Map([...known].flatMap(([id, found]) => (found ? [[id, found] as const] : [])))
}

async function findCarried(contractIds: number[], until: CalendarDate, known: KnownCarried): Promise<void> {
  const all: BillableLine[] = await billableLines().select(BILLABLE_COLUMNS).whereIn('service_contracts.id', contractIds).orderBy('contract_lines.id')
  const ids = all.map(({ id }) => Number(id))
  const [ledger, events] = await Promise.all([billedCharges('contract_line', ids), eventsOfLines(ids)])
  for (const [contractId, own] of Map.groupBy(all, (line) => Number(line.contract_id))) known.set(contractId, carriedOf(own, ledger, events, until))
}

/** What of one contract in force is carried over on a day; undefined when nothing is. */
export async function carriedOfContract(contractId: number, until: CalendarDate): Promise<CarriedOver | undefined> {
  const lines: BillableLine[] = await billableLines().select(BILLABLE_COLUMNS).where('service_contracts.id', contractId).limit(1)
  return (await carriedOver(lines, until)).get(contractId)
}

/** A charge that waits, with the reason beside its amount. */
export function asCarried(charge: DueCharge, { dueCents, minimumCents }: CarriedOver): DueCharge {
  return { ...charge, isCarried: true, explanation: { ...charge.explanation, carried: { dueCents, minimumCents } } }
}

function carriedOf(lines: BillableLine[], ledger: Map<number, BilledCharge[]>, events: Map<number, ContractEvent[]>, until: CalendarDate): CarriedOver | null {
  const known = lines.map((line) => ({ line, events: events.get(Number(line.id)) ?? [], billed: ledger.get(Number(line.id)) ?? [] }))
  const minimumCents = parseMoney(String(lines[0].min_invoice_amount), lines[0].currency)
  const dueCents = known.flatMap((one) => computed(() => dueChargesOf(one.line, one.events, one.billed, until)) ?? []).reduce((sum, { netCents }) => sum + netCents, 0)
  const due = { dueMinor: dueCents, minimumMinor: minimumCents }
  if (!waitsForMore({ ...due, isLast: false })) return null

  const isLast = known.every(({ line, billed, ...one }) =>
    computed(() => isLastOf(lineTerms(line, line, line.contract_ends_on, one.events), billed.map(segmentOfCharge), until)) ?? true
  )
  return isLast ? null : { dueCents, minimumCents }
}

/** Null for a line that cannot be billed: it is reported where it is billed. */
function computed<Found>(find: () => Found): Found | null {
  try {
    return find()
  } catch (error) {
    if (error instanceof BillingRefused) return null
    throw error
  }
}
