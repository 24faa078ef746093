import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addDays } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { onlyReachable } from '#shared/records/queries/visibility'
import { recordType } from '#shared/records/registry'
import type { Waiting } from '#shared/shell/waiting'

/** Own opportunities that were to be closed by now, and own offers that expired without an answer. */
export async function salesWaiting(actor: Actor): Promise<Waiting[]> {
  const yesterday = addDays(todayIn(actor.timeZone), -1)
  const waiting = async (name: string, status: string, column: string) => {
    const type = recordType(name)
    if (!actor.may(name, 'edit')) return 0
    const query = db.from(type.table).where({ status, owner_id: actor.id }).where(column, '<=', yesterday)
    onlyReachable(query, type, actor, 'view')
    return Number((await query.count('* as n').first()).n)
  }
  const mine = (path: string, status: string, column: string) => `/sales/${path}?f_status=${status}&f_owner_id=${actor.id}&f_${column}_to=${yesterday}`
  return [
    { labelKey: 'sales.waiting.opportunities', icon: 'trending-up', count: await waiting('opportunity', 'open', 'closes_on'), href: mine('opportunities', 'open', 'closes_on'), tone: 'warning' },
    { labelKey: 'sales.waiting.offers', icon: 'file-text', count: await waiting('offer', 'sent', 'valid_until'), href: mine('offers', 'sent', 'valid_until'), tone: 'warning' },
  ]
}
