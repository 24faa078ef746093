import type { Infer } from '@vinejs/vine/types'
import type { ConnectionFacts } from '#erp/actions/save_connection'
import type { ConnectionSettings } from '#erp/models/erp_connection'
import type { connectionValidator } from '#erp/validators/connection'

const PREFIX = 'setting_'

/** Parts what a person typed into the facts of the connection and the settings of its kind. */
export function typedConnection(
  kind: string,
  typed: Infer<ReturnType<typeof connectionValidator>>
): { facts: ConnectionFacts; settings: ConnectionSettings } {
  const facts = {
    kind,
    name: typed.name,
    isActive: typed.is_active ?? false,
    overlapMinutes: typed.overlap_minutes,
    nightlyAt: typed.nightly_at ?? null,
    incrementalMinutes: typed.incremental_minutes ?? null,
    fullEveryDays: typed.full_every_days,
  }
  const settings = Object.entries(typed as Record<string, unknown>)
    .filter(([name, value]) => name.startsWith(PREFIX) && typeof value === 'string')
    .map(([name, value]) => [name.slice(PREFIX.length), value as string])

  return { facts, settings: Object.fromEntries(settings) }
}
