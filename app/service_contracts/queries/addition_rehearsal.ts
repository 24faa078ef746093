import db from '@adonisjs/lucid/services/db'
import { addMonthsAnchored, latest, type CalendarDate } from '#shared/calendar/calendar_date'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import type { ChangeRehearsal } from '#service_contracts/queries/change_rehearsal'
import { ledgerAsOf } from '#service_contracts/queries/ledger_as_of'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { BillingRefused } from '#service_contracts/rules/billing_refused'
import type { LineAdded } from '#service_contracts/rules/change_asked'
import { lineTerms } from '#service_contracts/rules/contract_terms'
import { IN_FORCE } from '#service_contracts/rules/in_force'
import { inOrder, reconcile } from '#service_contracts/rules/reconcile'
import { rehearse } from '#service_contracts/rules/rehearsal'
import { segmentOfCharge } from '#service_contracts/rules/segment_of_charge'

const MONTHS_AHEAD = 24

type Row = Record<string, any>

/**
 * What one more item does to the coming bills of a contract, beside those of its other lines.
 *
 * @throws {ContractImpossible} as adding it would
 */
export async function additionRehearsal(contract: Row, added: LineAdded, recordedOn: CalendarDate | null, today: CalendarDate): Promise<ChangeRehearsal> {
  if (!IN_FORCE.includes(contract.status)) throw new ContractImpossible(undefined, 'not_running')
  if (added.on < contract.starts_on || (contract.ends_on !== null && added.on >= contract.ends_on)) throw new ContractImpossible('on', 'outside')

  const until = addMonthsAnchored(latest(today, added.on), MONTHS_AHEAD)
  const rehearsal = await asItStands(contract, recordedOn, until)
  const line = { quantity: added.quantity, unit_price: added.price, starts_on: added.on, ends_on: null, is_aligned: true }
  for (const item of billedOf(lineTerms(line, contract as never, contract.ends_on, []), until)) {
    rehearsal.items.push({ ...item, beforeMinor: null, afterMinor: item.amountMinor, line: added.description })
    rehearsal.afterMinor += item.amountMinor
  }
  rehearsal.items.sort((one, other) => (one.billDate < other.billDate ? -1 : one.billDate > other.billDate ? 1 : 0))
  return rehearsal
}

async function asItStands(contract: Row, recordedOn: CalendarDate | null, until: CalendarDate): Promise<ChangeRehearsal> {
  const lines = await db.from('contract_lines').where('service_contract_id', contract.id).orderBy('position')
  const ids = lines.map(({ id }) => Number(id))
  const [ledger, events] = await Promise.all([ledgerAsOf(ids, recordedOn), eventsOfLines(ids)])
  const rehearsal: ChangeRehearsal = { items: [], beforeMinor: 0, afterMinor: 0, until }
  for (const line of lines) {
    const terms = lineTerms(line, contract as never, contract.ends_on, events.get(Number(line.id)) ?? [])
    const same = rehearse(terms, terms, (ledger.get(Number(line.id)) ?? []).map(segmentOfCharge), until)
    rehearsal.items.push(...same.items.map((item) => ({ ...item, line: String(line.description) })))
    rehearsal.beforeMinor += same.beforeMinor
    rehearsal.afterMinor += same.afterMinor
  }
  return rehearsal
}

function billedOf(terms: Parameters<typeof reconcile>[0], until: CalendarDate) {
  try {
    return [...reconcile(terms, [], until)].sort(inOrder)
  } catch (error) {
    if (error instanceof BillingRefused) throw new ContractImpossible('price', 'too_large')
    throw error
  }
}
