import db from '@adonisjs/lucid/services/db'
import { DateTime } from 'luxon'
import type { Actor } from '#shared/actor'
import type { Figure } from '#shared/shell/figures'
import type { Waiting } from '#shared/shell/waiting'

/** Records that could not be read, invoices whose fate in the ERP is open, and webhooks that got stuck. */
export async function erpWaiting(actor: Actor): Promise<Waiting[]> {
  const waiting: Waiting[] = []
  if (actor.may('sync', 'view')) {
    const problems = await db.from('sync_problems').whereNull('resolved_at').whereNull('skipped_at').count('* as n').first()
    waiting.push({ labelKey: 'erp.waiting.problems', icon: 'triangle-alert', count: Number(problems.n), href: '/erp/sync', tone: 'danger' })
  }
  if (actor.may('posting', 'view')) {
    const unknown = await db.from('outbox_messages').where({ kind: 'invoice', state: 'unknown' }).count('* as n').first()
    waiting.push({ labelKey: 'erp.waiting.unknown', icon: 'circle-question-mark', count: Number(unknown.n), href: '/erp/postings', tone: 'warning' })
  }
  if (actor.may('webhook', 'view')) waiting.push(...(await webhooksWaiting()))
  return waiting
}

async function webhooksWaiting(): Promise<Waiting[]> {
  const failed = await db.from('received_webhooks').where('state', 'failed').count('* as n').first()
  const stopped = await db.from('outbox_messages').where('kind', 'webhook').whereIn('state', ['refused', 'held']).count('* as n').first()
  return [
    { labelKey: 'webhooks.waiting.failed', icon: 'zap', count: Number(failed.n), href: '/erp/webhooks/received?state=failed', tone: 'danger' },
    { labelKey: 'webhooks.waiting.stopped', icon: 'zap', count: Number(stopped.n), href: '/erp/webhooks/endpoints', tone: 'warning' },
  ]
}

/** How long ago the ERP was read to its end. */
export async function erpFigures(actor: Actor): Promise<Figure[]> {
  if (!actor.may('sync', 'view')) return []
  const last = await db.from('sync_runs').where('state', 'done').max('finished_at as at').first()
  const at = last?.at ? DateTime.fromSQL(String(last.at), { zone: 'utc' }).toISO() : null
  return [{ labelKey: 'home.last_sync', value: { kind: 'ago', at }, href: '/erp/sync' }]
}
