import { createHash } from 'node:crypto'
import type { MonthStatement } from '#billing/actions/close_month'
import { EVERYTHING } from '#billing/rules/run_scope'
import { unbilledStatements, type Statement, type StatementProgress, type StatementRow } from '#reporting/queries/unbilled_statement'
import { calendarDate, endOfMonth } from '#shared/calendar/calendar_date'

const BEGINNING = calendarDate('0001-01-01')
const SHOWN = 50

/** What a month comes to, and the first records of it and of the months before that are left to settle. */
export interface MonthReport {
  now: MonthStatement
  todo: StatementRow[]
  todoCount: number
  refused: Statement['refused']
}

/** What a month comes to, and whether something of it or of a month before is left unbilled. */
export async function monthStatement(month: string, progress?: StatementProgress): Promise<MonthStatement> {
  return (await monthReport(month, progress)).now
}

/** The same with what is left to settle, in one pass over everything that is billed. */
export async function monthReport(month: string, progress?: StatementProgress): Promise<MonthReport> {
  const from = calendarDate(`${month}-01`)
  const [own, ever] = await unbilledStatements([from, BEGINNING], endOfMonth(from), EVERYTHING, progress)
  const todo = ever.rows.filter(({ differenceLines }) => differenceLines > 0)
  return { now: summed(month, own, ever), todo: todo.slice(0, SHOWN), todoCount: todo.length, refused: ever.refused.slice(0, SHOWN) }
}

function summed(month: string, own: Statement, ever: Statement): MonthStatement {
  const hash = createHash('sha256').update(`${month}\n`)
  const rows = [...own.rows].sort((one, other) => (`${one.key}|${one.owner.currency}` < `${other.key}|${other.owner.currency}` ? -1 : 1))
  for (const { key, owner, ...figures } of rows) {
    const { expectedCents, billedCents, creditedCents, heldCents, excludedCents, agreedCents } = figures
    hash.update(`${key}|${owner.companyId}|${owner.currency}|${[expectedCents, billedCents, creditedCents, heldCents, excludedCents, agreedCents].join('|')}\n`)
  }
  return {
    totals: [...own.totals].sort().map(([currency, { expectedCents, billedCents, creditedCents, postedCents, heldCents, excludedCents, agreedCents }]) => ({
      ...{ currency, expectedCents, billedCents, creditedCents, postedCents, heldCents, excludedCents, agreedCents },
    })),
    differenceLines: [...ever.totals.values()].reduce((sum, { differenceLines }) => sum + differenceLines, 0),
    refusals: ever.refused.length,
    hash: hash.digest('hex'),
  }
}
