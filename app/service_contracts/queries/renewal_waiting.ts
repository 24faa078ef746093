import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addDays } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import type { Waiting } from '#shared/shell/waiting'
import { comingContracts } from '#service_contracts/queries/coming_renewals'
import { renewalSettings } from '#service_contracts/queries/renewal_settings'

const DAYS_BACK = 30

/** Contracts that somebody has to decide about before their deadline, and letters to send. */
export async function renewalWaiting(actor: Actor): Promise<Waiting[]> {
  if (!actor.may('contract_renewal', 'decide')) return []
  const today = todayIn(actor.timeZone)
  const { alertDays } = await renewalSettings()
  const window = { from: addDays(today, -DAYS_BACK), until: addDays(today, alertDays) }
  const open = await comingContracts({ ...window, companyId: null, modelId: null, siteId: null, mode: null, state: 'open' }, actor).count('* as n').first()
  const drafts = await db.from('contract_letters').where('state', 'draft').count('* as n').first()
  return [
    { labelKey: 'renewal.waiting', icon: 'calendar-x', count: Number(open!.n), href: `/service-contracts/renewals?from=${window.from}&until=${window.until}&state=open`, tone: 'warning' },
    { labelKey: 'renewal.waiting_letters', icon: 'mail', count: Number(drafts.n), href: '/service-contracts/letters?state=draft', tone: 'info' },
  ]
}
