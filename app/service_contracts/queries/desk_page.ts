import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addDays, addMonthsAnchored, calendarDate, isCalendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import { comingContracts, comingRenewals, DESK_STATES, type ComingRenewal, type DeskFilter, type DeskState } from '#service_contracts/queries/coming_renewals'

const PAGE = 50
const DAYS_BACK = 30
const MONTHS_AHEAD = 4
const PATH = '/service-contracts/renewals'

type Asked = Record<string, any>

/** What a person asked the desk to show; the coming months where nothing is said. */
export function deskFilter(asked: Asked, today: CalendarDate): DeskFilter {
  return {
    from: isCalendarDate(asked.from) ? asked.from : addDays(today, -DAYS_BACK),
    until: isCalendarDate(asked.until) ? asked.until : addMonthsAnchored(today, MONTHS_AHEAD),
    companyId: asked.company_id ?? null,
    modelId: asked.model_id ?? null,
    siteId: asked.site_id ?? null,
    mode: asked.mode ?? null,
    state: asked.state ?? null,
  }
}

/** The renewal desk: how many contracts stand how, and one page of them with their figures. */
export async function deskPage(asked: Asked, today: CalendarDate, actor: Actor) {
  const filter = deskFilter(asked, today)
  const after = asked.after_on && asked.after_id ? { on: calendarDate(asked.after_on), id: Number(asked.after_id) } : null
  const [rows, counts] = [await comingRenewals(filter, today, actor, PAGE + 1, after), await stateCounts(filter, actor)]
  const renewals = rows.slice(0, PAGE)
  const last = renewals.at(-1)?.row
  return {
    filter,
    renewals,
    counts,
    total: counts.reduce((sum, { count }) => sum + count, 0),
    query: queryOf(filter),
    nextHref: rows.length > PAGE && last ? `${PATH}?${queryOf(filter)}&after_on=${last.deadline_on}&after_id=${last.id}` : null,
    models: await db.from('contract_models').select('id', 'name').orderBy('name').limit(200),
    sites: await db.from('erp_sites').select('id', 'name').orderBy('name').limit(200),
    company: filter.companyId ? await db.from('companies').select('id', 'name').where('id', filter.companyId).first() : null,
  }
}

async function stateCounts(filter: DeskFilter, actor: Actor): Promise<{ state: DeskState; count: number; href: string }[]> {
  const found: { state: DeskState; count: number; href: string }[] = []
  for (const state of DESK_STATES) {
    const row = await comingContracts({ ...filter, state }, actor).count('* as n').first()
    if (Number(row!.n) > 0) found.push({ state, count: Number(row!.n), href: `${PATH}?${queryOf({ ...filter, state })}` })
  }
  return found
}

/** The filter as the address holds it. */
export function queryOf(filter: DeskFilter): string {
  const values = { from: filter.from, until: filter.until, company_id: filter.companyId, model_id: filter.modelId, site_id: filter.siteId, mode: filter.mode, state: filter.state }
  return new URLSearchParams(Object.entries(values).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))).toString()
}

const EXPORT_PAGE = 500

/** Every contract of a filter, page by page. */
export async function* allComing(filter: DeskFilter, today: CalendarDate, actor: Actor): AsyncGenerator<ComingRenewal> {
  for (let after = null as { on: CalendarDate; id: number } | null; ; ) {
    const page = await comingRenewals(filter, today, actor, EXPORT_PAGE, after)
    yield* page
    const last = page.at(-1)?.row
    if (!last || page.length < EXPORT_PAGE) return
    after = { on: last.deadline_on, id: Number(last.id) }
  }
}
