import type { CalendarDate } from '#shared/calendar/calendar_date'

export type OfferStatus = 'draft' | 'sent' | 'accepted' | 'rejected' | 'replaced'

/** What people do with an offer, in the order in which it is shown to them. */
export const OFFER_MOVES = ['send', 'accept', 'reject', 'reopen', 'take_back'] as const
export type OfferMove = (typeof OFFER_MOVES)[number]

/** Why a customer says no. */
export const REJECT_REASONS = ['price', 'competitor', 'postponed', 'no_need', 'other'] as const

const MOVES: Record<OfferMove, { from: OfferStatus; to: OfferStatus }> = {
  send: { from: 'draft', to: 'sent' },
  accept: { from: 'sent', to: 'accepted' },
  reject: { from: 'sent', to: 'rejected' },
  reopen: { from: 'rejected', to: 'sent' },
  take_back: { from: 'accepted', to: 'sent' },
}

/** Whether the last day of a sent offer has passed; `today` is the day of who asks. */
export function isExpired({ status, validUntil }: { status: OfferStatus; validUntil: string }, today: CalendarDate): boolean {
  return status === 'sent' && validUntil < today
}

/** What can be done with an offer now; an expired one is no longer accepted, it is revised. */
export function offerMovesFrom(offer: { status: OfferStatus; validUntil: string }, today: CalendarDate): OfferMove[] {
  return OFFER_MOVES.filter((move) => MOVES[move].from === offer.status && !(move === 'accept' && isExpired(offer, today)))
}

/** The status after a move; null when it is not possible from this one. */
export function movedOffer(status: OfferStatus, move: OfferMove): OfferStatus | null {
  return MOVES[move].from === status ? MOVES[move].to : null
}

/** Whether a copy may be made that takes the place of the offer once it is sent. */
export function isRevisable(status: OfferStatus): boolean {
  return status === 'sent' || status === 'rejected'
}
