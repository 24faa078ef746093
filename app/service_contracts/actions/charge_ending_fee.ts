import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import { Forbidden } from '#shared/errors/forbidden'
import SaveRecord from '#shared/records/actions/save_record'
import { recordType } from '#shared/records/registry'
import type { EndingFee } from '#service_contracts/rules/change_asked'

/**
 * Enters what ending a contract early costs as a charge of its own; the next run proposes it like every other.
 *
 * @throws {Forbidden} when the person may not enter charges
 */
export default class ChargeEndingFee {
  async handle(contract: Record<string, any>, { amount, text }: EndingFee, on: CalendarDate, actor: Actor, trx: Trx): Promise<void> {
    if (!actor.may('manual_charge', 'create')) throw new Forbidden('manual_charge.create')
    const about = { company_id: Number(contract.company_id), bill_to_id: Number(contract.bill_to_id), service_contract_id: Number(contract.id) }
    const money = { quantity: '1', unit_price: amount, currency: contract.currency, due_on: on }
    const values = { ...about, ...money, description: text, grouping: 'contract', source_key: `ending:${contract.number}:${on}` }
    await new SaveRecord().handle(recordType('manual_charge'), { id: null, values }, actor, trx)
  }
}
