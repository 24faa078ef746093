import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { parseMoney } from '#shared/money/money'
import { logChanges, type Author } from '#shared/records/change_log'
import HoldPoints from '#service_contracts/actions/hold_points'
import CoverageImpossible from '#service_contracts/errors/coverage_impossible'
import { withDebitsAnew } from '#service_contracts/points_quotes'
import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import type { CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'
import { decide } from '#service_contracts/rules/coverage/decide'
import { limitUses } from '#service_contracts/rules/coverage/limit_draws'
import { storedCase } from '#service_contracts/rules/coverage/stored_case'
import { caseAsDone, takesMore, type DoneLine } from '#service_contracts/rules/coverage/work_done'

export type Settlement = 'committed' | 'released' | 'expired'

/** Ends a reservation: what it holds of limits and points is used up for good, or given back. */
export default class SettleCoverage {
  /** @param done what was really done; null for everything as it was reserved */
  async handle(decisionId: number, settlement: Settlement, author: Author, trx?: Trx, done: DoneLine[] | null = null): Promise<void> {
    await within(trx, async (inner) => {
      await this.lockContracts(decisionId, inner)
      const row = await inner.from('coverage_decisions').where('id', decisionId).forUpdate().firstOrFail()
      if (row.status === settlement) return
      if (row.status !== 'reserved') throw new CoverageImpossible(undefined, 'not_reserved')

      const inputs = storedCase(row.inputs)
      const reserved: CoverageDecision = JSON.parse(row.decision)
      const asDone = settlement === 'committed' && done ? await this.asDone(inputs, reserved, done, inner) : null
      const at = sqlInstant(now())
      const values = { status: settlement, settled_at: at, settled_by: author.name, version: Number(row.version) + 1, updated_at: at, ...asDone?.values }
      await inner.from('coverage_decisions').where('id', decisionId).update(values)

      const kept = settlement === 'committed' ? (asDone?.decision ?? reserved) : null
      await this.settleUses(decisionId, settlement, asDone?.decision ?? null, inner)
      const by = author.id === null ? null : { id: author.id, name: author.name ?? '' }
      await new HoldPoints().giveBack({ number: row.number, inputs, decision: reserved }, kept, by, inner)

      const changes: Record<string, [unknown, unknown]> = { status: [row.status, settlement] }
      if (asDone) changes.covered_cents = [Number(row.covered_cents), asDone.values.covered_cents]
      await logChanges([{ recordType: 'coverage_decision', recordId: decisionId, kind: 'changed', changes }], author, inner)
    })
  }

  /** The decision about what was done, on the terms and balances of the reservation; it never takes more than that. */
  private async asDone(inputs: CoverageCase, reserved: CoverageDecision, done: DoneLine[], trx: Trx) {
    const asked = caseAsDone(inputs, done)
    if (asked.lines.length === 0) throw new CoverageImpossible(undefined, 'nothing_done')
    const request = await withDebitsAnew(asked, trx)
    const decision = decide(request)
    if (takesMore(decision, reserved)) throw new CoverageImpossible(undefined, 'more_than_reserved')

    const cents = (name: 'amount' | 'covered' | 'billable') => parseMoney(decision[name], decision.currency)
    const values = { done_inputs: JSON.stringify(request), done_decision: JSON.stringify(decision), amount_cents: cents('amount'), covered_cents: cents('covered'), billable_cents: cents('billable') }
    return { decision, values }
  }

  /** Where other work was done than reserved, the reserved uses are released and those of the work stand beside them. */
  private async settleUses(decisionId: number, settlement: Settlement, asDone: CoverageDecision | null, trx: Trx) {
    const status = settlement === 'committed' && asDone === null ? 'committed' : 'released'
    await trx.from('coverage_uses').where('coverage_decision_id', decisionId).update({ status })
    if (asDone === null) return
    await insertMany(trx, 'coverage_uses', limitUses(asDone).map((use) => ({ ...use, coverage_decision_id: decisionId, status: 'committed' })))
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
