import type { CalendarDate } from '#shared/calendar/calendar_date'
import { weightedCents } from '#sales/rules/line_net'

export type OpportunityStatus = 'open' | 'won' | 'lost'

export const OPPORTUNITY_MOVES = ['win', 'lose', 'reopen'] as const
export type OpportunityMove = (typeof OPPORTUNITY_MOVES)[number]

/** Why an opportunity came to nothing. */
export const LOST_REASONS = ['price', 'competitor', 'postponed', 'no_budget', 'no_need', 'no_answer', 'other'] as const

const MOVES: Record<OpportunityMove, { from: readonly OpportunityStatus[]; to: OpportunityStatus }> = {
  win: { from: ['open'], to: 'won' },
  lose: { from: ['open'], to: 'lost' },
  reopen: { from: ['won', 'lost'], to: 'open' },
}

/** What can be done with an opportunity in this status. */
export function opportunityMovesFrom(status: OpportunityStatus): OpportunityMove[] {
  return OPPORTUNITY_MOVES.filter((move) => MOVES[move].from.includes(status))
}

/** The status after a move; null when it is not possible from this one. */
export function movedOpportunity(status: OpportunityStatus, move: OpportunityMove): OpportunityStatus | null {
  return MOVES[move].from.includes(status) ? MOVES[move].to : null
}

/**
 * What an opportunity weighs in minor units: its amount by its probability while it is open, all
 * of it once it is won, nothing once it is lost.
 */
export function weightOf(status: OpportunityStatus, amountCents: number, probability: number): number {
  if (status === 'lost') return 0
  return status === 'won' ? amountCents : weightedCents(amountCents, probability)
}

/** Whether the day on which an open opportunity was to be closed has passed. */
export function isOverdue({ status, closesOn }: { status: string; closesOn: string }, today: CalendarDate): boolean {
  return status === 'open' && closesOn < today
}
