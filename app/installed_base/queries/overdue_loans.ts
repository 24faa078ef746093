import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { onlyReachable } from '#shared/records/queries/visibility'
import type { Waiting } from '#shared/shell/waiting'
import { INSTALLED_ITEM } from '#installed_base/records/installed_item'

/** The list of loans whose last day is before a day. */
export function overdueAddress(today: CalendarDate): string {
  const columns = ['code', 'product_id', 'serial', 'company_id', 'delivered_on', 'expected_back_on'].map((name) => `column=${name}`)
  return `/installed-base/items?f_ownership=loaned&f_is_open=1&f_expected_back_on_to=${addDays(today, -1)}&sort=expected_back_on&${columns.join('&')}`
}

/** Loans whose last day is over. */
export function overdueLoans(today: CalendarDate) {
  return db.from('installed_items').where({ ownership: 'loaned', is_open: true }).where('expected_back_on', '<', today)
}

/** How many loans should be back, for those who may do something about it. */
export async function loansWaiting(actor: Actor): Promise<Waiting[]> {
  if (!actor.may('installed_item', 'edit')) return []
  const today = todayIn(actor.timeZone)
  const query = overdueLoans(today).count('* as n')
  onlyReachable(query, INSTALLED_ITEM, actor, 'edit')
  const { n } = await query.first()
  return [{ labelKey: 'installed_base.waiting.loans_overdue', icon: 'calendar-clock', count: Number(n), href: overdueAddress(today), tone: 'warning' }]
}
