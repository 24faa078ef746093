import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { CLOSED, type Circuit, type CircuitState } from '#erp/rules/circuit'

/** A circuit as its row holds it. */
export function circuitFrom(row: Record<string, any>): Circuit {
  const instant = (value: unknown) => (value === null || value === undefined ? null : Number(value))
  return {
    state: row.state as CircuitState,
    failures: Number(row.failures),
    openings: Number(row.openings),
    openedAt: instant(row.opened_at_ms),
    failedAt: instant(row.failed_at_ms),
    nextProbeAt: instant(row.next_probe_at_ms),
    quietUntil: instant(row.quiet_until_ms),
    reason: row.reason,
  }
}

/** The columns of a circuit. */
export function circuitRow(circuit: Circuit) {
  return {
    state: circuit.state,
    failures: circuit.failures,
    openings: circuit.openings,
    opened_at_ms: circuit.openedAt,
    failed_at_ms: circuit.failedAt,
    next_probe_at_ms: circuit.nextProbeAt,
    quiet_until_ms: circuit.quietUntil,
    reason: circuit.reason,
  }
}

/** The circuits of all connections by their ids; a connection without one is well. */
export async function circuits(): Promise<Map<number, Circuit>> {
  const rows = await db.from('erp_circuits')
  return new Map(rows.map((row) => [Number(row.connection_id), circuitFrom(row)]))
}

/** The circuit of one connection. */
export async function circuitOf(connectionId: number): Promise<Circuit> {
  const row = await db.from('erp_circuits').where('connection_id', connectionId).first()
  return row ? circuitFrom(row) : CLOSED
}

export interface ShownCircuit {
  state: CircuitState
  reason: string | null
  failures: number
  /** ISO instants. */
  openedAt: string | null
  nextProbeAt: string | null
  /** Until when the ERP asked not to be called; null when that is over. */
  quietUntil: string | null
}

/** A circuit as a page shows it at an instant. */
export function shownCircuit({ state, reason, failures, openedAt, nextProbeAt, quietUntil }: Circuit, at: DateTime): ShownCircuit {
  const instant = (ms: number | null) => (ms === null ? null : DateTime.fromMillis(ms, { zone: 'utc' }).toISO())
  const isQuiet = quietUntil !== null && quietUntil > at.toMillis()
  return { state, reason, failures, openedAt: instant(openedAt), nextProbeAt: instant(nextProbeAt), quietUntil: isQuiet ? instant(quietUntil) : null }
}
