import { createHash } from 'node:crypto'
import type { MonthStatement } from '#billing/actions/close_month'
import { unbilledStatement } from '#reporting/queries/unbilled_statement'
import { calendarDate, endOfMonth } from '#shared/calendar/calendar_date'

const BEGINNING = calendarDate('0001-01-01')

/** What a month comes to, and whether something of it or of a month before is left unbilled. */
export async function monthStatement(month: string): Promise<MonthStatement> {
  const from = calendarDate(`${month}-01`)
  const to = endOfMonth(from)
  const [own, ever] = [await unbilledStatement({ from, to }), await unbilledStatement({ from: BEGINNING, to })]
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
