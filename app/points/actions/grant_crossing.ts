import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import type { Trx } from '#shared/database/transaction'
import { openAccount } from '#points/actions/open_account'
import OpenLot from '#points/actions/open_lot'
import { thresholdOf } from '#points/queries/token_threshold'

/** Gives the contract that tokens were given for its account and its points, valid on the contract's days. */
export default class GrantCrossing {
  async handle(crossingId: number, contract: { id: number; title: string; startsOn: CalendarDate; months: number }, trx: Trx): Promise<void> {
    const crossing = await trx
      .from('token_crossings')
      .join('token_accounts', 'token_accounts.id', 'token_crossings.token_account_id')
      .select('token_crossings.*', 'company_id', 'contract_model_id')
      .where('token_crossings.id', crossingId)
      .firstOrFail()
    const [companyId, modelId] = [Number(crossing.company_id), Number(crossing.contract_model_id)]
    const threshold = await thresholdOf(companyId, modelId, trx)
    const owner = { id: contract.id, modelId, companyId, billToId: companyId, title: contract.title, currency: threshold?.currency ?? 'EUR' }
    const accountId = await openAccount(owner, trx)
    const lot = {
      key: `tokens ${crossingId}`,
      points: Number(crossing.points),
      unitValue: threshold?.unit_value ?? null,
      source: 'tokens' as const,
      validFrom: contract.startsOn,
      expiresOn: contract.months > 0 ? addMonthsAnchored(contract.startsOn, contract.months) : null,
      priority: 0,
      isBonus: true,
    }
    await new OpenLot().handle(accountId, lot, null, crossing.crossed_on, trx)
    await trx.from('token_crossings').where('id', crossingId).update({ service_contract_id: contract.id })
  }
}
