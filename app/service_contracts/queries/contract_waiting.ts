import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { CompanyFigure } from '#crm/company_figures'
import type { Figure } from '#shared/shell/figures'
import type { Waiting } from '#shared/shell/waiting'

/** Drafts to activate and contracts whose order changed in the ERP. */
export async function contractWaiting(actor: Actor): Promise<Waiting[]> {
  if (!actor.may('service_contract', 'edit')) return []
  const drafts = await db.from('service_contracts').where('status', 'draft').count('* as n').first()
  const alerts = await db.from('contract_alerts').whereNull('settled_at').where('kind', 'like', 'order_line%').count('* as n').first()
  return [
    { labelKey: 'service_contracts.waiting.drafts', icon: 'file-signature', count: Number(drafts.n), href: '/service-contracts/contracts?f_status=draft', tone: 'info' },
    { labelKey: 'service_contracts.waiting.alerts', icon: 'triangle-alert', count: Number(alerts.n), href: '/service-contracts/alerts', tone: 'warning' },
  ]
}

export async function contractFigures(actor: Actor): Promise<Figure[]> {
  if (!actor.may('service_contract', 'view')) return []
  const active = await db.from('service_contracts').where('status', 'active').count('* as n').first()
  return [{ labelKey: 'home.active_contracts', value: { kind: 'count', count: Number(active.n) }, href: '/service-contracts/contracts?f_status=active' }]
}

export async function companyContracts(companyId: number, actor: Actor): Promise<CompanyFigure[]> {
  if (!actor.may('service_contract', 'view')) return []
  const active = await db.from('service_contracts').where({ company_id: companyId, status: 'active' }).count('* as n').first()
  const href = `/service-contracts/contracts?f_company_id=${companyId}`
  return [{ key: 'contracts', labelKey: 'service_contracts.figures.contracts', value: { kind: 'count', text: Number(active.n) }, href }]
}
