import { registerUndertaking, type UndertakingKind } from '#shared/undertakings/kinds'
import type { MonthReport } from '#reporting/queries/month_statement'

/** Computes what a month comes to and what is left to settle before it can be closed. */
export const stateMonth: UndertakingKind<{ month: string }, MonthReport> = registerUndertaking({
  name: 'reporting.state_month',
  async handle({ month }, work) {
    const { monthReport } = await import('#reporting/queries/month_statement')
    return monthReport(month, (done, total) => work.progress(done, total))
  },
})
