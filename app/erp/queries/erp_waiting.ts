import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import type { Actor } from '#shared/actor'
import type { Figure } from '#shared/shell/figures'
import type { Waiting } from '#shared/shell/waiting'

/** Records that could not be read and invoices whose fate in the ERP is open. */
export async function erpWaiting(actor: Actor): Promise<Waiting[]> {
  const waiting: Waiting[] = []
  if (actor.may('sync', 'view')) {
    const problems = await db.from('sync_problems').whereNull('resolved_at').count('* as n').first()
    waiting.push({ labelKey: 'erp.waiting.problems', icon: 'triangle-alert', count: Number(problems.n), href: '/erp/sync', tone: 'danger' })
  }
  if (actor.may('posting', 'view')) {
    const unknown = await db.from('outbox_messages').where({ kind: 'invoice', state: 'unknown' }).count('* as n').first()
    waiting.push({ labelKey: 'erp.waiting.unknown', icon: 'circle-question-mark', count: Number(unknown.n), href: '/erp/postings', tone: 'warning' })
  }
  return waiting
}

/** How long ago the ERP was read to its end. */
export async function erpFigures(actor: Actor): Promise<Figure[]> {
  if (!actor.may('sync', 'view')) return []
  const last = await db.from('sync_runs').where('state', 'done').max('finished_at as at').first()
  const at = last?.at ? DateTime.fromSQL(String(last.at), { zone: 'utc' }).toISO() : null
  return [{ labelKey: 'home.last_sync', value: { kind: 'ago', at }, href: '/erp/sync' }]
}
