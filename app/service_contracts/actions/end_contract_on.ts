import { latest, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type { Author } from '#shared/records/change_log'
import RenewContract from '#service_contracts/actions/renew_contract'
import { settleDeadlineAlert } from '#service_contracts/actions/settle_deadline_alert'
import SettleStanding from '#service_contracts/actions/settle_standing'
import TakeBackTerms from '#service_contracts/actions/take_back_terms'
import { withdrawContractPoints } from '#service_contracts/actions/withdraw_contract_points'

type Row = Record<string, any>

/** Brings a contract to the end that a notice gives it: by one more term, by taking renewals back, or by cutting a term short. */
export default class EndContractOn {
  async handle(contract: Row, effectiveOn: CalendarDate, today: CalendarDate, author: Author, trx: Trx): Promise<void> {
    const row = () => trx.from('service_contracts').where('id', contract.id)
    await row().update({ notice_effective_on: effectiveOn, renewal_decision: null, renewal_decided_by: null, renewal_decided_term: null })
    let endsOn = contract.ends_on as CalendarDate | null
    while (endsOn !== null && endsOn < effectiveOn) endsOn = (await new RenewContract().handle(Number(contract.id), today, author, 'late_notice', trx)).endsOn
    if (endsOn !== null && endsOn > effectiveOn) await new TakeBackTerms().handle(contract, effectiveOn, author, trx)

    await withdrawContractPoints(contract, effectiveOn, today, author, trx)
    await settleDeadlineAlert(Number(contract.id), author, trx)
    const moved = await row().firstOrFail()
    const version = Number(moved.version) + 1
    const end = { ends_on: effectiveOn, deadline_on: effectiveOn, version, standing_until: null, updated_at: sqlInstant(now()) }
    await row().update(end)
    await new SettleStanding().handle({ ...moved, ...end }, latest(today, contract.starts_on), author, trx)
  }
}
