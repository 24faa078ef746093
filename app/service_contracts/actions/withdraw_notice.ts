import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges, type Author } from '#shared/records/change_log'
import SettleStanding from '#service_contracts/actions/settle_standing'
import RenewalImpossible from '#service_contracts/errors/renewal_impossible'
import { IN_FORCE } from '#service_contracts/rules/in_force'
import { deadlineOf } from '#service_contracts/rules/renewal/renewal_fields'

/**
 * Takes a notice back with a reason: the contract has the end of its current term again, and the nightly
 * renewal renews it if the deadline has passed meanwhile.
 *
 * @throws {RenewalImpossible} when no notice stands, or the contract has ended
 */
export default class WithdrawNotice {
  async handle(contractId: number, noticeId: number, reason: string, today: CalendarDate, actor: Actor, trx?: Trx): Promise<void> {
    await within(trx, async (client) => {
      const contract = await client.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
      const notice = await client.from('contract_notices').where({ id: noticeId, service_contract_id: contractId }).whereNotNull('open_key').first()
      if (!notice) throw new RenewalImpossible(undefined, 'no_notice')
      if (!IN_FORCE.includes(contract.status)) throw new RenewalImpossible(undefined, 'not_running')

      const withdrawn = { open_key: null, withdrawn_at: sqlInstant(now()), withdrawn_reason: reason, withdrawn_by: actor.name }
      await client.from('contract_notices').where('id', noticeId).update(withdrawn)
      const term = await client.from('contract_terms').where({ service_contract_id: contractId, term_no: contract.term_no }).whereNotNull('live_key').first()
      const values = { ends_on: (term?.ends_on ?? notice.ends_before) as CalendarDate | null, notice_effective_on: null, standing_until: null }
      const row = { ...contract, ...values, deadline_on: deadlineOf({ ...contract, ...values }), version: Number(contract.version) + 1, updated_at: sqlInstant(now()) }
      await client.from('service_contracts').where('id', contractId).update({ ...values, deadline_on: row.deadline_on, version: row.version, updated_at: row.updated_at })

      const author: Author = { source: 'screen', id: actor.id, name: actor.name }
      const changes: Record<string, [unknown, unknown]> = { notice: [notice.effective_on, reason] }
      await logChanges([{ recordType: 'service_contract', recordId: contractId, kind: 'changed', changes }], author, client)
      await new SettleStanding().handle(row, today, author, client)
    })
  }
}
