import type { HoursCalendar } from '#service_contracts/rules/coverage/covered_hours'
import { CLOCKS, type ServiceClock, type ServiceLevelTerms, type Severity, type WaitingReason } from '#service_contracts/rules/service_level'
import { workingTime, type Stretch, type WorkingTime } from '#service_contracts/rules/working_time'

/** From an instant on, a request has this severity and waits for this; `solved` is a wait that stops every clock. */
export interface ServiceMoment {
  /** ISO instant with its offset, such as `2026-11-22T10:15:00Z`. */
  at: string
  severity: Severity
  waiting: WaitingReason | 'solved' | null
}

/** What happened to a request, as far as clocks care. */
export interface ServiceHistory {
  receivedAt: string
  /** At least one; the first one holds from the receipt. The order does not matter. */
  moments: readonly ServiceMoment[]
  /** When each promise was kept, such as the first answer. One taken back, as by a reopening, is not there. */
  reached?: Partial<Record<ServiceClock, string | null>>
}

export type ClockState = 'none' | 'running' | 'paused' | 'met' | 'missed'

/** One clock of a request as it stands at an instant. */
export interface ClockStanding {
  clock: ServiceClock
  /** `none` without a target; `missed` after the due instant, whether it was reached since (`reachedAt`) or not. */
  state: ClockState
  targetMinutes: number | null
  /** Whole minutes of working time that counted so far. */
  consumedMinutes: number
  /** ISO instant in UTC; null without a target, or when the calendar never opens. While paused: as if it went on now. */
  dueAt: string | null
  reachedAt: string | null
}

const MINUTE = 60_000

/**
 * The clocks of a request at an instant, in working time of a calendar. Time before the receipt,
 * outside opening hours and in waiting states that the level names counts nothing. The due instant
 * follows from the time consumed, so another severity keeps what was spent and paused; a clock that
 * was reached is judged by the severity of that instant. What lies after `asOf` is not looked at.
 *
 * @throws {RangeError} when an instant is unreadable or there is no moment
 */
export function serviceClocks(level: Pick<ServiceLevelTerms, 'targets' | 'pausedBy'>, calendar: HoursCalendar, request: ServiceHistory, asOf: string): ClockStanding[] {
  const time = workingTime(calendar)
  const now = instantOf(asOf)
  return CLOCKS.map((clock) => {
    const reachedAt = request.reached?.[clock]
    const reached = reachedAt && instantOf(reachedAt) <= now ? instantOf(reachedAt) : null
    const run = runUntil(request, level.pausedBy, reached ?? now)
    const target = level.targets[run.severity]?.[clock] ?? null
    const consumed = run.counted.reduce((sum, { from, to }) => sum + time.between(from, to), 0)
    const due = target === null ? null : dueInstant(run, target * MINUTE, time)
    return {
      clock,
      state: stateOf(target, due !== null && run.until > due, reached !== null, run.isPaused),
      targetMinutes: target,
      consumedMinutes: Math.floor(consumed / MINUTE),
      dueAt: due === null ? null : new Date(due).toISOString(),
      reachedAt: reached === null ? null : new Date(reached).toISOString(),
    }
  })
}

interface Run {
  /** Stretches in which time counts, in order. */
  counted: Stretch[]
  until: number
  severity: Severity
  isPaused: boolean
}

function runUntil({ receivedAt, moments }: ServiceHistory, pausedBy: readonly WaitingReason[], until: number): Run {
  const received = instantOf(receivedAt)
  const sorted = moments.map((moment) => ({ ...moment, instant: instantOf(moment.at) })).sort((one, other) => one.instant - other.instant)
  if (sorted.length === 0) throw new RangeError('A request has a severity from its receipt on')
  const known = sorted.filter(({ instant }, index) => index === 0 || instant <= until)
  const stops = (waiting: ServiceMoment['waiting']) => waiting === 'solved' || (waiting !== null && pausedBy.includes(waiting))

  const counted = known.flatMap(({ instant, waiting }, index): Stretch[] => {
    const from = index === 0 ? received : Math.max(instant, received)
    const to = Math.min(known[index + 1]?.instant ?? until, until)
    return !stops(waiting) && from < to ? [{ from, to }] : []
  })
  const last = known.at(-1)!
  return { counted, until: Math.max(until, received), severity: last.severity, isPaused: stops(last.waiting) }
}

/** When the target is used up: within what has passed, or after it as if the clock ran on from there. */
function dueInstant({ counted, until }: Run, target: number, time: WorkingTime): number | null {
  let left = target
  for (const { from, to } of counted) {
    const passed = time.between(from, to)
    if (left <= passed) return time.after(from, left)
    left -= passed
  }
  return time.after(until, left)
}

function stateOf(target: number | null, isLate: boolean, isReached: boolean, isPaused: boolean): ClockState {
  if (target === null) return 'none'
  if (isLate) return 'missed'
  if (isReached) return 'met'
  return isPaused ? 'paused' : 'running'
}

function instantOf(text: string): number {
  const instant = Date.parse(text)
  if (Number.isNaN(instant)) throw new RangeError(`"${text}" is no instant`)
  return instant
}
