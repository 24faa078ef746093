import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { numbered, takeNumbers } from '#shared/database/numbers'
import type { Trx } from '#shared/database/transaction'
import OpenLot from '#points/actions/open_lot'
import { thresholdOf } from '#points/queries/token_threshold'

/** Gives the contract that tokens were given for its account and its points, valid on the contract's days. */
export default class GrantCrossing {
  async handle(crossingId: number, contract: { id: number; title: string; startsOn: CalendarDate; months: number }, trx: Trx): Promise<void> {
    const crossing = await trx.from('token_crossings').join('token_accounts', 'token_accounts.id', 'token_crossings.token_account_id').select('token_crossings.*', 'company_id', 'contract_model_id').where('token_crossings.id', crossingId).firstOrFail()
    const threshold = await thresholdOf(Number(crossing.company_id), Number(crossing.contract_model_id), trx)
    const at = sqlInstant(now())
    const account = {
      number: numbered('P-', await takeNumbers('point_accounts', 1, trx)),
      title: contract.title,
      company_id: crossing.company_id,
      service_contract_id: contract.id,
      currency: threshold?.currency ?? 'EUR',
      status: 'open',
      shortage: 'block',
      grace_days: 30,
      version: 1,
      created_at: at,
      updated_at: at,
    }
    const [id] = await trx.insertQuery().table('point_accounts').insert(account)
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
    await new OpenLot().handle(Number(id), lot, null, crossing.crossed_on, trx)
    await trx.from('token_crossings').where('id', crossingId).update({ service_contract_id: contract.id })
  }
}
