import type { CalendarDate } from '#shared/calendar/calendar_date'
import { noticeDeadline, type NoticeLength } from '#service_contracts/rules/renewal/notice_deadline'
import { renewalLength, termsAfter, type Term, type TermPlace } from '#service_contracts/rules/renewal/term_series'

export const RENEWAL_MODES = ['none', 'manual', 'tacit', 'quote'] as const
export type RenewalMode = (typeof RENEWAL_MODES)[number]

export const RENEWAL_DECISIONS = ['renew', 'end', 'quote', 'later'] as const
export type RenewalDecision = (typeof RENEWAL_DECISIONS)[number]

/** Everything that decides whether, and by what, a contract goes on. */
export interface RenewalCase extends TermPlace {
  mode: RenewalMode
  notice: NoticeLength
  /** Months of the first term, when agreed. */
  termMonths: number | null
  /** Months of each further term, when they differ. */
  renewalMonths: number | null
  /** How often the contract may be renewed; null for without limit. */
  maxRenewals: number | null
  /** What a person decided about the end of the current term. */
  decision: RenewalDecision | null
  /** First day without the contract after a notice that stands; null without one. */
  noticeEffectiveOn: CalendarDate | null
  /** Whether a line still has service when the term ends. */
  goesOn: boolean
}

/** Why a contract is not renewed today. */
export type NoRenewal = 'not_tacit' | 'before_deadline' | 'notice' | 'limit' | 'decided' | 'nothing_left' | 'no_length'

export type RenewalStep = { term: Term } | { reason: NoRenewal }

/**
 * What the nightly renewal does with a contract: on the day after its notice deadline a tacit
 * contract without notice gets its next term. A notice that takes effect after the current term
 * does not keep that contract from being renewed until then.
 */
export function tacitStep(renewal: RenewalCase, today: CalendarDate): RenewalStep {
  const { mode, noticeEffectiveOn, endsOn, decision } = renewal
  if (noticeEffectiveOn !== null && noticeEffectiveOn <= endsOn) return { reason: 'notice' }
  if (mode !== 'tacit') return { reason: 'not_tacit' }
  if (decision === 'end' || decision === 'quote') return { reason: 'decided' }
  if (today <= noticeDeadline(endsOn, renewal.notice)) return { reason: 'before_deadline' }
  return nextTerm(renewal)
}

/** The next term of a contract when a person renews it, in whatever mode, before or after the deadline. */
export function askedStep(renewal: RenewalCase): RenewalStep {
  if (renewal.noticeEffectiveOn !== null && renewal.noticeEffectiveOn <= renewal.endsOn) return { reason: 'notice' }
  return nextTerm(renewal)
}

function nextTerm(renewal: RenewalCase): RenewalStep {
  if (renewal.maxRenewals !== null && renewal.termNo - 1 >= renewal.maxRenewals) return { reason: 'limit' }
  if (!renewal.goesOn) return { reason: 'nothing_left' }
  const length = renewalLength(renewal, renewal.termMonths, renewal.renewalMonths)
  return length ? { term: termsAfter(renewal, length, 1)[0] } : { reason: 'no_length' }
}

/** What a line has to say for itself when its contract is renewed. */
export interface LineAtTermEnd {
  endsOn: CalendarDate | null
  /** First day without service after a termination; null without one. */
  terminatedOn: CalendarDate | null
}

/**
 * Whether a line goes on into the next term: `follows` when it has no end of its own, `moves` when its
 * own end is that of the term, and `expired` when it ends before, which a renewal leaves untouched.
 * A line whose own end lies later needs nothing and follows.
 */
export function lineAtRenewal({ endsOn, terminatedOn }: LineAtTermEnd, termEnd: CalendarDate): 'follows' | 'moves' | 'expired' {
  if (terminatedOn !== null && terminatedOn <= termEnd) return 'expired'
  if (endsOn === null || endsOn > termEnd) return 'follows'
  return endsOn === termEnd ? 'moves' : 'expired'
}

/** One more term, asked for where other dated changes are; the day plays no part. */
export interface RenewalAsked {
  kind: 'renew'
  on: CalendarDate
}
