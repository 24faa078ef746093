import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'

export const REQUEST_STATUSES = ['new', 'qualified', 'assigned', 'in_progress', 'waiting', 'solved', 'closed'] as const
export type RequestStatus = (typeof REQUEST_STATUSES)[number]

/** What people do with a request, in the order in which it is offered to them. */
export const REQUEST_MOVES = ['qualify', 'assign', 'start', 'wait', 'resume', 'solve', 'close', 'reopen', 'dismiss'] as const
export type RequestMove = (typeof REQUEST_MOVES)[number]

/** Whom or what a request waits for. */
export const WAITING_FOR = ['customer', 'part', 'third_party'] as const

/** For how many days after a request was closed it can be opened again; later the customer's call is a new request. */
export const REOPEN_DAYS = 30

/** Moves that others will ask the reason of; of a solution, what it was. */
export const NEEDS_REASON: readonly RequestMove[] = ['wait', 'solve', 'reopen', 'dismiss']

const MOVES: Record<RequestMove, { from: readonly RequestStatus[]; to: RequestStatus }> = {
  qualify: { from: ['new'], to: 'qualified' },
  assign: { from: ['qualified', 'assigned', 'in_progress'], to: 'assigned' },
  start: { from: ['assigned'], to: 'in_progress' },
  wait: { from: ['in_progress'], to: 'waiting' },
  resume: { from: ['waiting'], to: 'in_progress' },
  solve: { from: ['in_progress'], to: 'solved' },
  close: { from: ['solved'], to: 'closed' },
  reopen: { from: ['solved', 'closed'], to: 'in_progress' },
  dismiss: { from: ['new', 'qualified', 'assigned'], to: 'closed' },
}

export type MoveRefusal = 'not_now' | 'unclear' | 'work_open' | 'work_reported' | 'too_late'

/** What decides whether a move is possible; the day is that of who asks. */
export interface MoveFacts {
  status: RequestStatus
  /** Whether it says which item or which skill it is about. */
  isClear: boolean
  workState: WorkState
  /** The day on which it was closed. */
  closedOn: CalendarDate | null
  today: CalendarDate
}

/** Whether work was reported on a request, and approved. */
export type WorkState = 'none' | 'reported' | 'approved'

/** The moves that exist from a status, possible or not. */
export function movesFrom(status: RequestStatus): RequestMove[] {
  return REQUEST_MOVES.filter((move) => MOVES[move].from.includes(status))
}

/** Why a move is not possible now; null when it is. */
export function moveRefusal(move: RequestMove, { status, isClear, workState, closedOn, today }: MoveFacts): MoveRefusal | null {
  if (!MOVES[move].from.includes(status)) return 'not_now'
  if (move === 'qualify' && !isClear) return 'unclear'
  if (move === 'close' && workState === 'reported') return 'work_open'
  if (move === 'dismiss' && workState !== 'none') return 'work_reported'
  if (move === 'reopen' && closedOn !== null && addDays(closedOn, REOPEN_DAYS) < today) return 'too_late'
  return null
}

/** The status after a move that is possible. */
export function statusAfter(move: RequestMove): RequestStatus {
  return MOVES[move].to
}

/** Whether somebody still has to do something about a request. */
export function isOpen(status: RequestStatus): boolean {
  return status !== 'solved' && status !== 'closed'
}
