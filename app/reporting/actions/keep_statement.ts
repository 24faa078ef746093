import { chunks } from '#shared/database/bulk'
import type { Work } from '#shared/undertakings/work'
import type { RunScope } from '#billing/rules/run_scope'
import { unbilledStatement, type Statement, type StatementPeriod } from '#reporting/queries/unbilled_statement'
import type { Figures } from '#reporting/rules/unbilled'

export interface AskedStatement {
  period: StatementPeriod
  scope: RunScope
}

/** A statement without its rows, which are kept in pages. */
export interface KeptStatement {
  totals: [string, Figures][]
  refused: Statement['refused']
}

export const ROWS = 'rows'
const PAGE = 1000

/** Computes a statement and keeps it for who asked. */
export default class KeepStatement {
  async handle({ period, scope }: AskedStatement, work: Work): Promise<KeptStatement> {
    const { rows, totals, refused } = await unbilledStatement(period, scope, (done, total) => work.progress(done, total))
    let number = 0
    for (const page of chunks(rows, PAGE)) await work.keep(ROWS, (number += 1), page)
    return { totals: [...totals], refused }
  }
}
