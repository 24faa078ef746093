import { chosenScope } from '#billing/rules/chosen_scope'
import type { RunScope } from '#billing/rules/run_scope'
import type { StatementPeriod } from '#reporting/rules/statement_tally'
import { calendarDate, endOfMonth, startOfMonth, type CalendarDate } from '#shared/calendar/calendar_date'

/** What a person asks of the statement. */
export interface AskedOfStatement {
  from?: string
  to?: string
  company_id?: number
  kind?: string
  by?: 'owner' | 'company' | 'kind'
  only?: boolean
  page?: number
}

/** The days, scope and order of a statement; this month where no days are named. The query is that of its address. */
export function filterOf(asked: AskedOfStatement, today: CalendarDate) {
  const period: StatementPeriod = { from: calendarDate(asked.from ?? startOfMonth(today)), to: calendarDate(asked.to ?? endOfMonth(today)) }
  const by = asked.by ?? ('owner' as const)
  const filter = { ...period, by, company_id: asked.company_id, kind: asked.kind, only: asked.only }
  const query = new URLSearchParams(Object.entries(filter).flatMap(([name, value]) => (value ? [[name, String(value)]] : []))).toString()
  const scope: RunScope = chosenScope(asked)
  return { period, scope, by, only: asked.only ?? false, page: asked.page ?? 1, filter, query }
}
