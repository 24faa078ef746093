import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges, type Author } from '#shared/records/change_log'
import CoverageImpossible from '#service_contracts/errors/coverage_impossible'

export type Settlement = 'committed' | 'released' | 'expired'

/** Ends a reservation: what it holds of limits is used up for good, or given back. */
export default class SettleCoverage {
  async handle(decisionId: number, settlement: Settlement, author: Author, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      await this.lockContracts(decisionId, inner)
      const decision = await inner.from('coverage_decisions').where('id', decisionId).forUpdate().firstOrFail()
      if (decision.status === settlement) return
      if (decision.status !== 'reserved') throw new CoverageImpossible(undefined, 'not_reserved')

      const at = sqlInstant(now())
      const uses = settlement === 'committed' ? 'committed' : 'released'
      await inner.from('coverage_uses').where('coverage_decision_id', decisionId).update({ status: uses })
      const settled = { status: settlement, settled_at: at, settled_by: author.name, version: Number(decision.version) + 1, updated_at: at }
      await inner.from('coverage_decisions').where('id', decisionId).update(settled)
      const changes = { status: [decision.status, settlement] as [unknown, unknown] }
      await logChanges([{ recordType: 'coverage_decision', recordId: decisionId, kind: 'changed', changes }], author, inner)
    })
  }

  /** Contracts first and by id, as a reservation takes them: the two never wait for one another in a circle. */
  private async lockContracts(decisionId: number, trx: Trx) {
    await trx
      .from('service_contracts')
      .select('id')
      .whereIn('id', (uses) => void uses.from('coverage_uses').select('service_contract_id').where('coverage_decision_id', decisionId))
      .orderBy('id')
      .forUpdate()
  }
}
