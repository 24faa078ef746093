import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges, type Author } from '#shared/records/change_log'
import EndContractOn from '#service_contracts/actions/end_contract_on'
import RenewalImpossible from '#service_contracts/errors/renewal_impossible'
import { noticeRuling, type NoticeRuling } from '#service_contracts/queries/notice_ruling'
import { IN_FORCE } from '#service_contracts/rules/in_force'

export const NOTICE_CHANNELS = ['letter', 'registered', 'email', 'portal', 'phone', 'person'] as const
export const NOTICE_GIVERS = ['customer', 'house'] as const

export interface NoticeToRecord {
  givenBy: (typeof NOTICE_GIVERS)[number]
  person: string | null
  channel: (typeof NOTICE_CHANNELS)[number]
  receivedOn: CalendarDate
  reason: string | null
  /** Another end than the rules say, which needs its own permission and a reason; null for theirs. */
  effectiveOn: CalendarDate | null
  overrideReason: string | null
}

type Row = Record<string, any>

/**
 * Records that somebody gave notice. In time, the contract ends with its term; late, it is renewed
 * once more and ends then. Recorded after the renewal but received in time, the renewal is taken back.
 *
 * @throws {RenewalImpossible} while another notice stands, or for an end that the person may not decide for
 */
export default class RecordNotice {
  async handle(contractId: number, notice: NoticeToRecord, today: CalendarDate, actor: Actor, trx?: Trx): Promise<number> {
    return within(trx, async (client) => {
      const contract = await client.from('service_contracts').where('id', contractId).forUpdate().firstOrFail()
      if (!IN_FORCE.includes(contract.status)) throw new RenewalImpossible(undefined, 'not_running')
      if (contract.notice_effective_on) throw new RenewalImpossible(undefined, 'notice_open')
      if (notice.receivedOn > today) throw new RenewalImpossible('received_on', 'received_later')
      if (notice.receivedOn < contract.starts_on) throw new RenewalImpossible('received_on', 'before_start')

      const ruling = await noticeRuling(contract, notice.receivedOn, client)
      const effectiveOn = this.effect(contract, notice, ruling, actor)
      const id = await this.write(contract, notice, ruling, effectiveOn, actor, client)
      const author: Author = { source: 'screen', id: actor.id, name: actor.name }
      const changes: Record<string, [unknown, unknown]> = { notice: [null, `${effectiveOn} ${notice.person ?? ''}`.trim()] }
      await logChanges([{ recordType: 'service_contract', recordId: contractId, kind: 'changed', changes }], author, client)
      await new EndContractOn().handle(contract, effectiveOn, today, author, client)
      return id
    })
  }

  private effect(contract: Row, notice: NoticeToRecord, ruling: NoticeRuling, actor: Actor): CalendarDate {
    if (notice.effectiveOn === null || notice.effectiveOn === ruling.effectiveOn) return ruling.effectiveOn
    if (!actor.may('contract_notice', 'override')) throw new RenewalImpossible('effective_on', 'override_right')
    if (!notice.overrideReason) throw new RenewalImpossible('override_reason', 'override_reason')
    if (notice.effectiveOn <= contract.starts_on) throw new RenewalImpossible('effective_on', 'before_start')
    if (notice.effectiveOn < notice.receivedOn) throw new RenewalImpossible('effective_on', 'ends_before_received')
    return notice.effectiveOn
  }

  private async write(contract: Row, notice: NoticeToRecord, ruling: NoticeRuling, effectiveOn: CalendarDate, actor: Actor, trx: Trx): Promise<number> {
    const isOverride = effectiveOn !== ruling.effectiveOn
    const [id] = await trx.insertQuery().table('contract_notices').insert({
      service_contract_id: contract.id,
      given_by: notice.givenBy,
      person: notice.person,
      channel: notice.channel,
      received_on: notice.receivedOn,
      effective_on: effectiveOn,
      deadline_on: ruling.deadlineOn,
      is_late: ruling.isLate,
      ruled_on: isOverride ? ruling.effectiveOn : null,
      override_reason: isOverride ? notice.overrideReason : null,
      reason: notice.reason,
      ends_before: contract.ends_on,
      open_key: contract.id,
      user_id: actor.id,
      user_name: actor.name,
      created_at: sqlInstant(now()),
    })
    return Number(id)
  }
}
