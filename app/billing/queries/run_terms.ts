import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import type BillingRun from '#billing/models/billing_run'
import { billingSettings, type BillingSettings } from '#billing/queries/billing_settings'
import { closedMonths } from '#billing/queries/closed_months'
import type { PageTerms } from '#billing/rules/due_page'
import type { RunScope } from '#billing/rules/run_scope'

/** What decides, besides the sources, what of them stands in a run. */
export interface RunTerms extends PageTerms {
  settings: BillingSettings
  blocked: ReadonlySet<number>
  /** Whether anything is held at all: a run during which something becomes held does not hold its charge. */
  hasHolds: boolean
  /** Holds until this day or an earlier one have ended. */
  today: CalendarDate
}

export async function runTerms({ until, scope }: Pick<BillingRun, 'until'> & { scope: RunScope }): Promise<RunTerms> {
  const settings = await billingSettings()
  const blocked = settings.flagsBlocked ? await db.from('companies').where('is_blocked', true).select('id') : []
  const held = await db.from('charge_holds').whereNotNull('ledger_key').select('id').first()
  return {
    hasHolds: Boolean(held),
    until,
    scope,
    settings,
    closedMonths: settings.closedMonths,
    closed: await closedMonths(),
    blocked: new Set(blocked.map(({ id }) => Number(id))),
    today: todayIn(Intl.DateTimeFormat().resolvedOptions().timeZone),
  }
}
