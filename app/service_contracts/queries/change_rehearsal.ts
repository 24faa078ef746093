import db from '@adonisjs/lucid/services/db'
import { ledgerAsOf } from '#service_contracts/queries/ledger_as_of'
import { parseMoney } from '#shared/money/money'
import { addDays, addMonthsAnchored, dateOfDay, dayNumberOf, latest, type CalendarDate } from '#shared/calendar/calendar_date'
import { renewalRehearsal } from '#service_contracts/queries/end_rehearsal'
import { linesToChange, type LineToChange } from '#service_contracts/queries/lines_to_change'
import { additionRehearsal } from '#service_contracts/queries/addition_rehearsal'
import type { ChangeAsked, EndingFee } from '#service_contracts/rules/change_asked'
import { FOREVER } from '#service_contracts/rules/day_ranges'
import { rehearse, type RehearsedItem } from '#service_contracts/rules/rehearsal'
import { segmentOfCharge } from '#service_contracts/rules/segment_of_charge'
import { extendedEnd } from '#service_contracts/rules/suspension'

/** How far a rehearsal looks beyond the change. */
const MONTHS_AHEAD = 24

export interface ChangeTried {
  lineId: number | null
  event: ChangeAsked
  /** As if the change had been recorded on this day: what was approved later is taken as not billed. */
  recordedOn: CalendarDate | null
  /** What a termination costs besides. */
  fee?: EndingFee | null
}

export interface ChangeRehearsal {
  items: (RehearsedItem & { line: string })[]
  beforeMinor: number
  afterMinor: number
  until: CalendarDate
  /** The end of the contract where a suspension that extends the term moves it; `after` is null until service begins again. */
  endMoves?: { before: CalendarDate; after: CalendarDate | null }
}

/**
 * What a dated change of a contract does to the coming bills, without writing anything.
 *
 * @throws {ContractImpossible} as recording the change would
 */
export async function changeRehearsal(
  contract: Record<string, any>,
  { lineId, event, recordedOn, fee }: ChangeTried,
  today: CalendarDate
): Promise<ChangeRehearsal> {
  if (event.kind === 'renew') return renewalRehearsal(contract, today, recordedOn)
  if (event.kind === 'add') return additionRehearsal(contract, event, recordedOn, today)
  const lines = await linesToChange(contract, lineId, event, db.connection())
  const ids = lines.map(({ id }) => id)
  const ledger = await ledgerAsOf(ids, recordedOn)
  const endMoves = movedEnd(contract, lines[0])
  const soon = addMonthsAnchored(latest(today, event.on), MONTHS_AHEAD)
  // the days that were suspended come back at the end: looked at no further, they would seem lost
  const until = endMoves?.after ? latest(soon, addDays(endMoves.after, Math.max(0, Number(contract.lag_days)))) : soon
  const rehearsal: ChangeRehearsal = { items: [], beforeMinor: 0, afterMinor: 0, until, ...(endMoves ? { endMoves } : {}) }

  for (const { id, description, before, after } of lines) {
    const line = rehearse(before, after, (ledger.get(id) ?? []).map(segmentOfCharge), rehearsal.until)
    rehearsal.items.push(...line.items.map((item) => ({ ...item, line: description })))
    rehearsal.beforeMinor += line.beforeMinor
    rehearsal.afterMinor += line.afterMinor
  }
  if (fee && event.kind === 'terminate') addFee(rehearsal, fee, event.on, contract.currency)
  return rehearsal
}

function movedEnd({ ends_on: endsOn }: Record<string, any>, { before, after }: LineToChange): ChangeRehearsal['endMoves'] | null {
  if (!endsOn) return null
  const [old, fresh] = [before, after].map(({ events = [] }) => extendedEnd(dayNumberOf(endsOn), events))
  return old === fresh ? null : { before: endsOn, after: fresh < FOREVER ? dateOfDay(fresh) : null }
}

function addFee(rehearsal: ChangeRehearsal, { amount, text }: EndingFee, on: CalendarDate, currency: string): void {
  const afterMinor = parseMoney(amount, currency)
  rehearsal.items.push({ from: on, to: addDays(on, 1), kind: 'recurring', billDate: on, beforeMinor: null, afterMinor, line: text })
  rehearsal.afterMinor += afterMinor
}
