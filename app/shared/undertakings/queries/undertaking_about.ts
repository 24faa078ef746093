import { DateTime } from 'luxon'
import db from '@adonisjs/lucid/services/db'
import { now } from '#shared/clock'
import type { UndertakingKind } from '#shared/undertakings/kinds'

const FRESH_MINUTES = 15

/** How far an undertaking has come, and how it ended. */
export interface Undertaking<A = any, R = any> {
  id: number
  state: 'waiting' | 'running' | 'done' | 'refused'
  isOpen: boolean
  asked: A
  by: string | null
  done: number
  total: number
  result: R | null
  /** The sentence that refused it. */
  refusal: { key: string; values: Record<string, string | number>; message: string } | null
  /** Why it stopped; it is tried again. */
  error: string | null
  endedAt: DateTime | null
}

/** The newest undertaking of a kind about something; null where nobody asked for one. */
export async function undertakingAbout<A, R>(kind: UndertakingKind<A, R>, subject: string): Promise<Undertaking<A, R> | null> {
  const row = await db.from('undertakings').where({ subject, name: kind.name }).orderBy('id', 'desc').first()
  if (!row) return null

  return {
    id: Number(row.id),
    state: row.state,
    isOpen: row.ended_at === null,
    asked: JSON.parse(row.asked),
    by: row.user_name,
    done: Number(row.done),
    total: Number(row.total),
    result: row.result === null ? null : JSON.parse(row.result),
    refusal: row.refusal === null ? null : JSON.parse(row.refusal),
    error: row.error,
    endedAt: row.ended_at === null ? null : instantOf(row.ended_at),
  }
}

/** Whether it was answered within the last quarter of an hour: what it says is shown with its time. */
export function isFresh({ state, endedAt }: Undertaking): boolean {
  return state === 'done' && endedAt !== null && endedAt > now().minus({ minutes: FRESH_MINUTES })
}

/** A page of a long answer, as it was kept; null beyond the last. */
export async function undertakingPage<T>(id: number, name: string, number: number): Promise<T | null> {
  const row = await db.from('undertaking_pages').where({ undertaking_id: id, name, number }).select('content').first()
  return row ? JSON.parse(row.content) : null
}

/** All pages of that name, in their order. */
export async function undertakingPages<T>(id: number, name: string): Promise<T[]> {
  const rows = await db.from('undertaking_pages').where({ undertaking_id: id, name }).orderBy('number').select('content')
  return rows.map(({ content }) => JSON.parse(content))
}

function instantOf(at: unknown): DateTime {
  return at instanceof Date ? DateTime.fromJSDate(at, { zone: 'utc' }) : DateTime.fromSQL(String(at), { zone: 'utc' })
}
