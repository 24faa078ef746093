import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges, type Author } from '#shared/records/change_log'
import HoldPoints from '#service_contracts/actions/hold_points'
import CoverageImpossible from '#service_contracts/errors/coverage_impossible'
import { storedCase } from '#service_contracts/rules/coverage/stored_case'

/**
 * Takes back what a decision used up, since the work it was for was reported wrongly: its limits are free again and its
 * points lie in their lots again. The decision stays, as one that no longer counts.
 *
 * @throws {CoverageImpossible} when nothing of it is used up
 */
export default class TakeBackCoverage {
  async handle(decisionId: number, author: Author, trx?: Trx): Promise<void> {
    await within(trx, async (inner) => {
      await this.lockContracts(decisionId, inner)
      const row = await inner.from('coverage_decisions').where('id', decisionId).forUpdate().firstOrFail()
      if (row.status === 'reversed') return
      if (row.status !== 'committed') throw new CoverageImpossible(undefined, 'not_committed')

      const at = sqlInstant(now())
      await inner.from('coverage_decisions').where('id', decisionId).update({ status: 'reversed', version: Number(row.version) + 1, updated_at: at })
      await inner.from('coverage_uses').where('coverage_decision_id', decisionId).update({ status: 'released' })
      const by = author.id === null ? null : { id: author.id, name: author.name ?? '' }
      const used = { number: row.number, inputs: storedCase(row.done_inputs ?? row.inputs), decision: JSON.parse(row.done_decision ?? row.decision) }
      await new HoldPoints().giveBack(used, null, by, inner, 'taken back')

      const changes: Record<string, [unknown, unknown]> = { status: [row.status, 'reversed'] }
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
