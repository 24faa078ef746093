import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Waiting } from '#shared/shell/waiting'

/** Runs to review or to post, and invoices that the ERP refused, for those who may act on them. */
export async function billingWaiting(actor: Actor): Promise<Waiting[]> {
  const waiting: Waiting[] = []
  const runs = async (status: string) => Number((await db.from('billing_runs').where('status', status).count('* as n').first()).n)

  if (actor.may('billing_run', 'approve') || actor.may('billing_run', 'exclude')) {
    waiting.push({ labelKey: 'billing.waiting.to_review', icon: 'circle-play', count: await runs('proposed'), href: '/billing/runs', tone: 'warning' })
  }
  if (actor.may('billing_run', 'post')) {
    waiting.push({ labelKey: 'billing.waiting.to_post', icon: 'send', count: await runs('approved'), href: '/billing/runs', tone: 'info' })
  }
  if (actor.may('posting', 'view')) {
    const refused = await db.from('invoices').whereIn('status', ['refused', 'held']).count('* as n').first()
    waiting.push({ labelKey: 'billing.waiting.refused', icon: 'triangle-alert', count: Number(refused.n), href: '/erp/postings', tone: 'danger' })
  }
  return waiting
}
