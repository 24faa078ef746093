import type { Infer } from '@vinejs/vine/types'
import { calendarDate } from '#shared/calendar/calendar_date'
import type { NoticeToRecord } from '#service_contracts/actions/record_notice'
import type { noticeValidator } from '#service_contracts/validators/renewal'

/** A notice as it was entered, as the action records it. */
export function noticeOf(typed: Infer<typeof noticeValidator>): NoticeToRecord {
  return {
    givenBy: typed.given_by,
    person: typed.person ?? null,
    channel: typed.channel,
    receivedOn: calendarDate(typed.received_on),
    reason: typed.reason ?? null,
    effectiveOn: typed.effective_on ? calendarDate(typed.effective_on) : null,
    overrideReason: typed.override_reason ?? null,
  }
}
