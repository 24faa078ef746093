import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { dayNumberOf, latest, type CalendarDate } from '#shared/calendar/calendar_date'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { versionsByIds, type ModelVersion } from '#service_contracts/queries/models/model_versions'
import { serviceLevelHistory } from '#service_contracts/queries/service_levels'
import type { ContractEvent, ContractLineTerms } from '#service_contracts/rules/contract_line_terms'
import { lineTerms } from '#service_contracts/rules/contract_terms'
import { historyOf } from '#service_contracts/rules/line_history'
import { modelMove, type ModelMove } from '#service_contracts/rules/models/model_move'
import { priceOn } from '#service_contracts/rules/price_history'

export interface PlannedMove extends ModelMove {
  /** The day from which it holds for this contract: not before its first day. */
  on: CalendarDate
  lineTerms: { id: number; before: ContractLineTerms; after: ContractLineTerms }[]
}

type Row = Record<string, any>

/**
 * What a move to a version of its model would make of one contract.
 *
 * @throws {BillingRefused} when the contract cannot be billed as it stands
 */
export async function plannedMove(contract: Row, to: ModelVersion, day: CalendarDate, client: QueryClientContract): Promise<PlannedMove> {
  const on = latest(day, contract.starts_on)
  const versionId = Number(contract.contract_model_version_id)
  const from = (await versionsByIds([versionId], client)).get(versionId)!
  const lines: Row[] = await client.from('contract_lines').where('service_contract_id', contract.id).orderBy('position')
  const events = await eventsOfLines(lines.map(({ id }) => Number(id)), client)
  const eventsOf = (line: Row) => events.get(Number(line.id)) ?? []
  const termsOf = (line: Row, row: Row = contract, more: ContractEvent[] = []) => lineTerms(line as never, row as never, contract.ends_on, inOrder([...eventsOf(line), ...more]))

  const now = lines.map((line) => {
    const { price, quantity } = priceOn(historyOf(termsOf(line)).prices, dayNumberOf(on))
    return { id: Number(line.id), modelLineId: line.contract_model_line_id === null ? null : Number(line.contract_model_line_id), price, quantity }
  })
  const kept = await serviceLevelHistory(Number(contract.id), client)
  const held = { ...contract, ...gridNow(lines.flatMap(eventsOf), on), service_level: kept[0]?.terms ?? null }
  const move = modelMove(from.terms, to.terms, held, now, on)
  const after = (line: Row) => {
    const event = move.lines.find(({ lineId }) => lineId === Number(line.id))?.event
    if (contract.status !== 'draft') return termsOf(line, contract, event ? [event] : [])
    return termsOf({ ...line, unit_price: event?.price ?? line.unit_price, quantity: event?.quantity ?? line.quantity }, { ...contract, ...move.columns })
  }
  return { ...move, on, lineTerms: lines.map((line) => ({ id: Number(line.id), before: termsOf(line), after: after(line) })) }
}

/** The period, anchor, mode and proration that dated changes have brought until a day, as columns. */
function gridNow(events: readonly ContractEvent[], on: CalendarDate): Row {
  const now: Row = {}
  for (const event of inOrder(events)) {
    if (event.kind !== 'amend' || event.on > on) continue
    if (event.period) Object.assign(now, { period_unit: event.period.unit, period_count: event.period.count })
    if (event.mode) now.mode = event.mode
    if (event.proration) now.proration = event.proration
    if (event.anchor) Object.assign(now, { anchor: event.anchor.kind, anchor_day: event.anchor.kind === 'day_of_month' ? event.anchor.day : null })
  }
  return now
}

function inOrder(events: readonly ContractEvent[]): ContractEvent[] {
  return [...events].sort((one, other) => (one.on < other.on ? -1 : one.on > other.on ? 1 : 0))
}
