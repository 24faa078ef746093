import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { secondsSince } from '#shared/house/rules/seconds_since'

/** Seconds since a sync last ended well, over all connections, and how many records could not be kept. */
export async function syncHealth(at: DateTime): Promise<{ age: number | null; problems: number }> {
  const last = await db.from('sync_runs').where('state', 'done').max('finished_at as finished_at').first()
  const [problems] = await db
    .from('sync_problems')
    .whereNull('resolved_at')
    .whereNull('skipped_at')
    .count('* as total')

  return { age: secondsSince(last?.finished_at ?? null, at), problems: Number(problems.total) }
}
