import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { sqlInstant } from '#shared/clock'
import { secondsSince } from '#shared/house/rules/seconds_since'
import type { MetricFigure } from '#shared/metrics/figures'
import { currentQueue } from '#shared/queue/queue'

const OPEN_STATES = ['pending', 'sending', 'unknown', 'refused', 'held']

/** Jobs by state. */
export async function queueFigures(): Promise<MetricFigure[]> {
  const counts = await currentQueue().figures()
  const samples = Object.entries(counts).map(([state, value]) => ({ labels: { state }, value }))
  return [{ name: 'queue_jobs', help: 'Jobs by state', samples }]
}

/** Messages that have not reached the other side yet, by kind and target, and how late the oldest of each is. */
export async function outboxFigures(at: DateTime): Promise<MetricFigure[]> {
  const counts = await db
    .from('outbox_messages')
    .whereIn('state', OPEN_STATES)
    .select('kind', 'target', 'state')
    .count('* as total')
    .min('created_at as oldest')
    .groupBy('kind', 'target', 'state')
  const late = await db
    .from('outbox_messages')
    .whereIn('state', ['pending', 'unknown'])
    .where('next_attempt_at', '<=', sqlInstant(at))
    .select('kind', 'target')
    .min('next_attempt_at as due')
    .groupBy('kind', 'target')
  const of = ({ kind, target }: { kind: string; target: string | null }) => ({ kind, target: target ?? '' })

  return [
    {
      name: 'outbox_messages',
      help: 'Messages that have not reached the other side, by kind, target and state',
      samples: counts.map((row) => ({ labels: { ...of(row), state: row.state }, value: Number(row.total) })),
    },
    {
      name: 'outbox_oldest_age_seconds',
      help: 'Age of the oldest message that has not reached the other side',
      samples: counts.map((row) => ({ labels: { ...of(row), state: row.state }, value: secondsSince(row.oldest, at) ?? 0 })),
    },
    {
      name: 'outbox_overdue_seconds',
      help: 'How late the next attempt of the most overdue message is',
      samples: late.map((row) => ({ labels: of(row), value: secondsSince(row.due, at) ?? 0 })),
    },
  ]
}

/** How long ago a worker looked at the schedule. */
export async function scheduleFigures(at: DateTime): Promise<MetricFigure[]> {
  const tick = await db.from('schedule_ticks').orderBy('id', 'desc').select('created_at').first()
  const age = secondsSince(tick?.created_at ?? null, at)
  return [{ name: 'schedule_age_seconds', help: 'Seconds since a worker looked at the schedule', samples: age === null ? [] : [{ value: age }] }]
}
