import db from '@adonisjs/lucid/services/db'
import { addMonthsAnchored, latest, type CalendarDate } from '#shared/calendar/calendar_date'
import { noticeRuling, type NoticeRuling } from '#service_contracts/queries/notice_ruling'
import { endRehearsal } from '#service_contracts/queries/end_rehearsal'
import type { ChangeRehearsal } from '#service_contracts/queries/change_rehearsal'

const MONTHS_AHEAD = 24

export interface NoticePreview {
  ruling: NoticeRuling
  /** The contract runs on after the term in which the notice came. */
  runsOn: boolean
  rehearsal: ChangeRehearsal
}

/** What a notice would do, in days and in coming bills, without writing anything. */
export async function noticePreview(contract: Record<string, any>, receivedOn: CalendarDate, effectiveOn: CalendarDate | null, today: CalendarDate): Promise<NoticePreview> {
  const ruling = await noticeRuling(contract, receivedOn, db.connection())
  const end = effectiveOn ?? ruling.effectiveOn
  const rehearsal = await endRehearsal(contract, end, addMonthsAnchored(latest(today, end), MONTHS_AHEAD))
  return { ruling, runsOn: contract.ends_on !== null && ruling.effectiveOn > contract.ends_on, rehearsal }
}
