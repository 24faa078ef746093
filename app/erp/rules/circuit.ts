export type CircuitState = 'closed' | 'open' | 'half_open'

/** Whether a person waits for the call, whether it is work of the day, or of the night. */
export type Urgency = 'interactive' | 'usual' | 'background'

/** How an ERP has behaved of late. Instants are milliseconds since 1970. */
export interface Circuit {
  state: CircuitState
  /** Calls in a row that found the ERP not available. */
  failures: number
  /** Openings since it was last well. */
  openings: number
  openedAt: number | null
  failedAt: number | null
  /** From when one call may try whether the ERP is back. */
  nextProbeAt: number | null
  /** Until when the ERP asked not to be called. */
  quietUntil: number | null
  reason: string | null
}

export type Admission = { pass: 'call' } | { pass: 'probe' } | { pass: 'wait'; until: number }

const OPENS_AFTER = 5
const PROBE_AFTER_MS = [30_000, 60_000, 120_000, 300_000, 600_000]
/** A person who waits may try sooner than the next probe is due. */
const PERSON_MAY_PROBE_AFTER_MS = 5_000
/** A probe that has not ended by then has lost its process. */
const PROBE_LASTS_MS = 120_000
const LONGEST_QUIET_MS = 3_600_000

export const CLOSED: Circuit = {
  state: 'closed',
  failures: 0,
  openings: 0,
  openedAt: null,
  failedAt: null,
  nextProbeAt: null,
  quietUntil: null,
  reason: null,
}

/**
 * Whether a call may go out now. While the circuit is open one call in a while is let
 * through as a probe; while the ERP asks for quiet, none.
 */
export function admission(circuit: Circuit, urgency: Urgency, at: number): Admission {
  if (circuit.quietUntil !== null && circuit.quietUntil > at) return { pass: 'wait', until: circuit.quietUntil }
  if (circuit.state === 'closed') return { pass: 'call' }

  const planned = circuit.nextProbeAt ?? at
  const sooner = (circuit.failedAt ?? at) + PERSON_MAY_PROBE_AFTER_MS
  const until = urgency === 'interactive' && circuit.state === 'open' ? Math.min(planned, sooner) : planned
  return at >= until ? { pass: 'probe' } : { pass: 'wait', until }
}

/** The circuit while a probe is under way: nobody else calls until it has ended. */
export function probing(circuit: Circuit, at: number): Circuit {
  return { ...circuit, state: 'half_open', nextProbeAt: at + PROBE_LASTS_MS }
}

/**
 * The circuit after a call that found the ERP not available. One that asked for a pause
 * itself is alive: it gets its pause, and nothing is counted against it.
 */
export function afterFailure(circuit: Circuit, reason: string, retryAfterMs: number, at: number): Circuit {
  if (retryAfterMs > 0) return { ...circuit, quietUntil: at + Math.min(retryAfterMs, LONGEST_QUIET_MS) }

  const failures = circuit.failures + 1
  const failed = { ...circuit, failures, failedAt: at, reason: reason.slice(0, 255) }
  const opens = circuit.state !== 'closed' || failures >= OPENS_AFTER
  if (!opens) return failed

  const pause = PROBE_AFTER_MS[Math.min(circuit.openings, PROBE_AFTER_MS.length - 1)]
  const openedAt = circuit.openedAt ?? at
  return { ...failed, state: 'open', openings: circuit.openings + 1, openedAt, nextProbeAt: at + pause }
}

/** The circuit after the ERP answered, whatever it said. */
export function afterAnswer(circuit: Circuit, at: number): Circuit {
  const quietUntil = circuit.quietUntil !== null && circuit.quietUntil > at ? circuit.quietUntil : null
  return { ...CLOSED, quietUntil }
}

/** Whether nothing is held against the ERP. */
export function isClean({ state, failures, quietUntil }: Circuit): boolean {
  return state === 'closed' && failures === 0 && quietUntil === null
}
