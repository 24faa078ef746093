import { registerUndertaking, type UndertakingKind } from '#shared/undertakings/kinds'
import type { AskedStatement, KeptStatement } from '#reporting/actions/keep_statement'

/** Computes the statement of a stretch of bill dates over everything. */
export const stateUnbilled: UndertakingKind<AskedStatement, KeptStatement> = registerUndertaking({
  name: 'reporting.state_unbilled',
  async handle(asked, work) {
    const { default: KeepStatement } = await import('#reporting/actions/keep_statement')
    return new KeepStatement().handle(asked, work)
  },
})
