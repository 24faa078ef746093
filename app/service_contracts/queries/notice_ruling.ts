import type { QueryClientContract } from '@adonisjs/lucid/types/database'
import { addDays, addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import { liveTerms } from '#service_contracts/queries/contract_terms'
import { renewalCase } from '#service_contracts/queries/renewal_case'
import { deadlineOf } from '#service_contracts/rules/renewal/renewal_fields'
import { effectOfNotice, noticeDeadline, type NoticeEffect } from '#service_contracts/rules/renewal/notice_deadline'
import { askedStep } from '#service_contracts/rules/renewal/renewal_step'
import { renewalLength, termsAfter } from '#service_contracts/rules/renewal/term_series'

export interface NoticeRuling extends NoticeEffect {
  /** The last day on which notice against the term that ran when it came was in time; null for a contract without end. */
  deadlineOn: CalendarDate | null
}

/** A notice is looked for among so many terms to come. */
const TERMS_AHEAD = 120

/**
 * When a notice that came on a day ends a contract. Where no further term would follow anyway, it ends
 * with its current one however late the notice; a contract without end, once the notice has run.
 */
export async function noticeRuling(contract: Record<string, any>, receivedOn: CalendarDate, client: QueryClientContract): Promise<NoticeRuling> {
  const notice = { count: Number(contract.notice_count), unit: contract.notice_unit as 'day' | 'month' }
  if (!contract.ends_on) {
    const effectiveOn = notice.unit === 'day' ? addDays(receivedOn, notice.count) : addMonthsAnchored(receivedOn, notice.count)
    return { effectiveOn, isLate: false, deadlineOn: null }
  }

  const { renewal } = await renewalCase({ ...contract, notice_effective_on: null }, client)
  const known = await liveTerms(contract, client)
  const length = renewalLength(renewal, renewal.termMonths, renewal.renewalMonths)
  const isRenewed = renewal.mode === 'tacit' && length !== null && 'term' in askedStep(renewal)
  const left = renewal.maxRenewals === null ? TERMS_AHEAD : renewal.maxRenewals - renewal.termNo + 1
  const coming = isRenewed ? termsAfter(renewal, length, Math.max(0, Math.min(TERMS_AHEAD, left))) : []
  const terms = [...known, ...coming]
  const running = terms.find(({ endsOn }) => receivedOn < endsOn) ?? terms.at(-1)!
  const deadlineOn = contract.renewal_mode === 'none' ? deadlineOf(contract) : noticeDeadline(running.endsOn, notice)
  try {
    return { ...effectOfNotice(terms, receivedOn, notice), deadlineOn }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { effectiveOn: terms.at(-1)!.endsOn, isLate: true, deadlineOn }
  }
}
