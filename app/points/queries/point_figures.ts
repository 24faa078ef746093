import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Waiting } from '#shared/shell/waiting'
import type { CompanyFigure } from '#crm/company_figures'
import { parsePoints, pointsText } from '#points/rules/points'

/** The points a company holds in its open accounts. */
export async function companyPoints(companyId: number, actor: Actor): Promise<CompanyFigure[]> {
  if (!actor.may('point_account', 'view')) return []
  const accounts = await db.from('point_accounts').select('id', 'balance').where({ company_id: companyId, status: 'open' })
  if (accounts.length === 0) return []
  const points = accounts.reduce((sum, { balance }) => sum + parsePoints(balance), 0)
  const href = accounts.length === 1 ? `/points/accounts/${accounts[0].id}` : `/points/accounts?f_company_id=${companyId}`
  return [{ key: 'points', labelKey: 'points.figures.company', value: { kind: 'text', text: pointsText(points) }, href, tone: points < 0 ? 'danger' : undefined }]
}

/** Accounts that owe points and have no recharge under way. */
export async function pointsWaiting(actor: Actor): Promise<Waiting[]> {
  if (!actor.may('point_ledger', 'view')) return []
  const row = await db
    .from('point_accounts')
    .where('owed', '>', 0)
    .whereNotIn('id', db.from('point_sales').select('waiting_key').whereNotNull('waiting_key'))
    .count('* as n')
    .first()
  return [{ labelKey: 'points.waiting.owing', icon: 'ticket', count: Number(row.n), href: '/points/accounts?f_shortage=overdraw', tone: 'warning' }]
}
