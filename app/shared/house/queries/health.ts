import type { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { now, sqlInstant } from '#shared/clock'
import { inTime } from '#shared/house/in_time'
import { secondsSince } from '#shared/house/rules/seconds_since'
import { currentQueue } from '#shared/queue/queue'

export interface Health {
  /** `down` when the database does not answer: nothing can be done then. */
  status: 'ok' | 'down'
  database: { reachable: boolean }
  /** Null when the queue does not answer; work is found again once it does. */
  queue: { waiting: number; running: number; failed: number } | null
  /** Seconds since a worker last looked at the schedule's every-minute tasks; null before the first. */
  scheduleAge: number | null
  /** `overdue` is how many seconds the oldest message is late; the others wait for a person. */
  outbox: { open: number; overdue: number; refused: number; held: number } | null
  /** What domains add, such as the age of the last sync. */
  [figure: string]: unknown
}

type HealthFigure = (at: DateTime) => Promise<unknown>

const figures = new Map<string, HealthFigure>()

/** Domains add a figure that tells from outside whether they work; it must hold no secret. */
export function offerHealth(name: string, figure: HealthFigure): void {
  figures.set(name, figure)
}

/** How the house is, for a load balancer or a monitor. Answers within a few seconds, whatever is away. */
export async function readHealth(at: DateTime = now()): Promise<Health> {
  const reachable = (await inTime(db.from('schedule_ticks').select('id').limit(1))) !== null
  const database = { reachable }
  if (!reachable) return { status: 'down', database, queue: null, scheduleAge: null, outbox: null }

  const [queue, scheduleAge, outbox] = await Promise.all([
    inTime(currentQueue().figures()),
    inTime(lastTick(at)),
    inTime(outboxFigures(at)),
  ])
  const health: Health = { status: 'ok', database, queue, scheduleAge, outbox }
  for (const [name, figure] of figures) health[name] = await inTime(figure(at))
  return health
}

async function lastTick(at: DateTime): Promise<number | null> {
  const tick = await db.from('schedule_ticks').orderBy('id', 'desc').select('created_at').first()
  return secondsSince(tick?.created_at ?? null, at)
}

async function outboxFigures(at: DateTime) {
  const counts = await db
    .from('outbox_messages')
    .whereIn('state', ['pending', 'sending', 'unknown', 'refused', 'held'])
    .groupBy('state')
    .select('state')
    .count('* as total')
  const of = (...states: string[]) =>
    counts.filter(({ state }) => states.includes(state)).reduce((sum, { total }) => sum + Number(total), 0)
  const oldest = await db
    .from('outbox_messages')
    .whereIn('state', ['pending', 'unknown'])
    .where('next_attempt_at', '<=', sqlInstant(at))
    .min('next_attempt_at as due_at')
    .first()

  return {
    open: of('pending', 'sending', 'unknown'),
    overdue: secondsSince(oldest?.due_at ?? null, at) ?? 0,
    refused: of('refused'),
    held: of('held'),
  }
}
