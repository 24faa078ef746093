import { registerUndertaking, type UndertakingKind } from '#shared/undertakings/kinds'
import type { AskedComparison } from '#billing/actions/compare_run'
import type { DifferenceTotal } from '#billing/queries/run_difference'

/** Holds a run against a rehearsal, line by line, and keeps what differs. */
export const compareRun: UndertakingKind<AskedComparison, DifferenceTotal[]> = registerUndertaking({
  name: 'billing.compare_run',
  async handle(asked, work) {
    const { default: CompareRun } = await import('#billing/actions/compare_run')
    return new CompareRun().handle(asked, work)
  },
})
