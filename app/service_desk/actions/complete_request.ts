import { DateTime } from 'luxon'
import type { Actor } from '#shared/actor'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { numbered, takeNumbers } from '#shared/database/numbers'
import type { Trx } from '#shared/database/transaction'
import { isCurrency } from '#shared/money/currency'
import type { Row, Values } from '#shared/records/record_type'
import { customerCurrencies } from '#billing/queries/customer_currencies'
import RequestImpossible from '#service_desk/errors/request_impossible'
import { noteMove } from '#service_desk/actions/note_move'
import { instantAt, isHour } from '#service_desk/rules/instants'
import type { RequestStatus } from '#service_desk/rules/request_status'

/** What decides who pays; it stays as it is once the work was approved. */
const DECIDES_COVERAGE = ['installed_item_id', 'service_contract_id', 'skill_id', 'received_on', 'received_time', 'currency']

/** What a saved request must be: one customer's throughout, in a currency it is invoiced in. A new one gets its number. */
export async function completeRequest(values: Values, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  const whole: Values = { ...before, ...values }
  if (before) refuseAltered(values, before)
  await refuseForeign(whole, before, trx)
  await completeCurrency(values, whole, before, trx)
  completeReceived(values, whole, before, actor)
  if (before) return

  const untouched = { status: 'new', is_open: true, assignee_id: null, work_state: 'none', work_revision: 0, work_cents: 0 }
  Object.assign(values, { number: numbered('R-', await takeNumbers('service_requests', 1, trx)), ...untouched })
}

/** The history of a new request begins; another severity later stands in it too. */
export async function noteRequest(row: Row, before: Row | null, trx: Trx, actor: Actor): Promise<void> {
  if (!before) return noteMove(row, { move: 'open', from: null }, actor, trx)
  if (String(before.severity) !== String(row.severity)) await noteMove(row, { move: 'reclassify', from: before.status as RequestStatus }, actor, trx)
}

function refuseAltered(values: Values, before: Row): void {
  const altered = (names: string[]) => names.find((name) => name in values && String(values[name] ?? '') !== String(before[name] ?? ''))
  if (before.status === 'closed') throw new RequestImpossible('closed', altered(Object.keys(values)))
  const company = altered(['company_id'])
  if (company && before.work_state !== 'none') throw new RequestImpossible('work_stands', company)
  const deciding = altered(DECIDES_COVERAGE)
  if (deciding && before.work_state === 'approved') throw new RequestImpossible('work_approved', deciding)
}

/** What was of this customer when it was named stays, such as an item that was passed on since. */
async function refuseForeign(whole: Values, before: Row | null, trx: Trx): Promise<void> {
  const isAsBefore = (name: string) => before !== null && [name, 'company_id'].every((one) => String(before[one] ?? '') === String(whole[one] ?? ''))
  const belongs = async (table: string, name: string) => {
    if (!whole[name] || isAsBefore(name)) return true
    const row = await trx.from(table).where('id', Number(whole[name])).first()
    return !row || Number(row.company_id) === Number(whole.company_id)
  }
  if (!(await belongs('contacts', 'contact_id'))) throw new RequestImpossible('contact', 'contact_id')
  if (!(await belongs('installed_items', 'installed_item_id'))) throw new RequestImpossible('item', 'installed_item_id')
  if (!(await belongs('service_contracts', 'service_contract_id'))) throw new RequestImpossible('contract', 'service_contract_id')
}

/** The contract's currency, else one the customer is invoiced in. */
async function completeCurrency(values: Values, whole: Values, before: Row | null, trx: Trx): Promise<void> {
  const contract = whole.service_contract_id ? await trx.from('service_contracts').where('id', Number(whole.service_contract_id)).first() : null
  const known = contract ? [String(contract.currency)] : await customerCurrencies(Number(whole.company_id), trx)
  const currency = String(whole.currency || known[0] || 'EUR')
  if (!isCurrency(currency)) throw new RequestImpossible('currency', 'currency')
  if (known.length > 0 && !known.includes(currency)) throw new RequestImpossible(contract ? 'contract_currency' : 'other_currency', 'currency', { known: known.join(', ') })
  if (before && before.work_state !== 'none' && before.currency !== currency) throw new RequestImpossible('currency_fixed', 'currency', { known: String(before.currency) })
  values.currency = currency
}

function completeReceived(values: Values, whole: Values, before: Row | null, actor: Actor): void {
  const current = DateTime.now().setZone(actor.timeZone)
  values.received_on = whole.received_on || todayIn(actor.timeZone)
  values.received_time = whole.received_time || (values.received_on === todayIn(actor.timeZone) ? current.toFormat('HH:mm') : '12:00')
  if (before && values.received_on === before.received_on && values.received_time === before.received_time) return

  if (!isHour(String(values.received_time))) throw new RequestImpossible('hour', 'received_time')
  const at = instantAt(String(values.received_on), String(values.received_time), actor.timeZone)
  if (at > now().plus({ minutes: 1 })) throw new RequestImpossible('future', String(values.received_on) > todayIn(actor.timeZone) ? 'received_on' : 'received_time')
  values.received_at = sqlInstant(at)
}
