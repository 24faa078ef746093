import { now } from '#shared/clock'
import type { Actor } from '#shared/actor'
import type { Row, RowMarks } from '#shared/records/record_type'
import { serviceTimes, type ServiceTimes } from '#service_desk/queries/service_times'

/** Which open requests of a list are late against what was promised, and which are in time. */
export async function serviceMarks(rows: Row[], _actor: Actor): Promise<RowMarks | null> {
  const open = rows.filter((row) => row.is_open)
  const times = open.length > 0 ? await serviceTimes(open, now()) : new Map<number, ServiceTimes>()
  if (times.size === 0) return null
  return { labelKey: 'service_desk.times.mark', of: new Map([...times].map(([id, { clocks }]) => [id, markOf(clocks.map(({ state }) => state))])) }
}

function markOf(states: string[]) {
  if (states.includes('missed')) return { labelKey: 'service_desk.times.states.missed', tone: 'danger' as const, icon: 'timer' }
  if (states.includes('running')) return { labelKey: 'service_desk.times.states.running', tone: 'info' as const, icon: 'timer' }
  return states.includes('paused') ? { labelKey: 'service_desk.times.states.paused', tone: 'muted' as const, icon: 'circle-pause' } : { labelKey: 'service_desk.times.states.met', tone: 'success' as const, icon: 'check' }
}
