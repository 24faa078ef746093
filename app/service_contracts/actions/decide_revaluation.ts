import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import ComputeRevaluation from '#service_contracts/actions/compute_revaluation'
import IndexationImpossible from '#service_contracts/errors/indexation_impossible'
import RevaluationRun from '#service_contracts/models/revaluation_run'

/** What a person decides about single prices of a revaluation, and about an open one as a whole. */
export default class DecideRevaluation {
  /** Leaves one price out, so that later ones follow from the price that stays; the day counts as decided once the rest is applied. */
  async exclude(runId: number, proposalId: number, reason: string): Promise<void> {
    await this.change(runId, proposalId, 'proposed', { outcome: 'excluded', excluded_reason: reason })
    await new ComputeRevaluation().handle(runId)
  }

  async include(runId: number, proposalId: number): Promise<void> {
    await this.change(runId, proposalId, 'excluded', { outcome: 'proposed', excluded_reason: null })
    await new ComputeRevaluation().handle(runId)
  }

  async discard(runId: number): Promise<void> {
    await within(undefined, async (trx) => {
      const run = await this.openRun(runId, trx)
      await run.merge({ status: 'discarded', openKey: null }).save()
    })
  }

  /** Takes an applied price back by a new dated change on the same day; what was billed at it is credited by the next run. */
  async reverse(runId: number, proposalId: number, reason: string, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const row = await trx.from('revaluation_proposals').where({ id: proposalId, revaluation_run_id: runId }).forUpdate().firstOrFail()
      if (row.outcome !== 'applied') throw new IndexationImpossible(undefined, 'not_applied')
      const { effective } = JSON.parse(row.event)
      await trx.insertQuery().table('contract_line_events').insert({
        contract_line_id: row.contract_line_id,
        happens_on: row.due_on,
        kind: 'revalue',
        terms: JSON.stringify({ price: row.old_price, effective }),
        reason,
        user_id: actor.id,
        user_name: actor.name,
        created_at: sqlInstant(now()),
      })
      await trx.from('revaluation_proposals').where('id', row.id).update({ outcome: 'reversed', excluded_reason: reason, is_provisional: false })
      const changes = { revalue: [row.new_price, `${row.old_price} ${reason}`] as [unknown, unknown] }
      const entry = { recordType: 'service_contract', recordId: Number(row.service_contract_id), kind: 'changed' as const, changes }
      await logChanges([entry], { source: 'screen', id: actor.id, name: actor.name }, trx)
    })
  }

  private async change(runId: number, proposalId: number, from: string, values: Record<string, unknown>): Promise<void> {
    await within(undefined, async (trx) => {
      const run = await this.openRun(runId, trx)
      const row = await trx.from('revaluation_proposals').where({ id: proposalId, revaluation_run_id: runId }).forUpdate().firstOrFail()
      if (row.outcome !== from) throw new IndexationImpossible(undefined, 'not_proposed')
      await trx.from('revaluation_proposals').where('id', proposalId).update(values)
      await run.merge({ revision: run.revision + 1 }).save()
    })
  }

  private async openRun(runId: number, trx: Trx): Promise<RevaluationRun> {
    const run = await RevaluationRun.query({ client: trx }).where('id', runId).forUpdate().firstOrFail()
    if (!run.isOpen) throw new IndexationImpossible(undefined, 'run_closed')
    return run
  }
}
