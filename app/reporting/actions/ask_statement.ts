import type { Actor } from '#shared/actor'
import StartUndertaking from '#shared/undertakings/actions/start_undertaking'
import { atOnce } from '#shared/undertakings/at_once'
import { isFresh, undertakingAbout, undertakingPages, type Undertaking } from '#shared/undertakings/queries/undertaking_about'
import { scopeKey, type RunScope } from '#billing/rules/run_scope'
import { ROWS, type AskedStatement, type KeptStatement } from '#reporting/actions/keep_statement'
import { stateUnbilled } from '#reporting/jobs/state_unbilled'
import { statementLines, unbilledStatement, type Statement, type StatementPeriod, type StatementRow } from '#reporting/queries/unbilled_statement'

export interface AskedAnswer<T> {
  /** Null while it is being computed. */
  answer: T | null
  /** Null where it was computed at once. */
  undertaking: Undertaking | null
}

/** The statement of a stretch of bill dates: at once where that is quick, else as it was computed some minutes ago or behind a progress bar. */
export default class AskStatement {
  async handle(period: StatementPeriod, scope: RunScope, actor: Actor): Promise<AskedAnswer<Statement>> {
    const known = await undertakingAbout(stateUnbilled, subjectOf(period, scope))
    if (known && (known.isOpen || isFresh(known))) return { answer: known.isOpen ? null : await this.kept(known), undertaking: known }
    if ((await statementLines(scope)) <= atOnce.lines) return { answer: await unbilledStatement(period, scope), undertaking: null }

    return { answer: null, undertaking: await this.anew(period, scope, actor) }
  }

  /** Computes it once more, whatever is known. */
  anew(period: StatementPeriod, scope: RunScope, actor: Actor): Promise<Undertaking<AskedStatement, KeptStatement>> {
    return new StartUndertaking().handle(stateUnbilled, subjectOf(period, scope), { period, scope }, actor, false)
  }

  private async kept({ id, result }: Undertaking<AskedStatement, KeptStatement>): Promise<Statement> {
    const rows = (await undertakingPages<StatementRow[]>(id, ROWS)).flat()
    return { rows, totals: new Map(result!.totals), refused: result!.refused }
  }
}

function subjectOf({ from, to }: StatementPeriod, scope: RunScope): string {
  return `${from}:${to}:${scopeKey(scope)}`
}
