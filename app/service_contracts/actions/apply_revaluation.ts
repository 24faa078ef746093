import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges, type Change } from '#shared/records/change_log'
import { billingSettings } from '#billing/queries/billing_settings'
import IndexationImpossible from '#service_contracts/errors/indexation_impossible'
import RevaluationRun from '#service_contracts/models/revaluation_run'

const PAGE = 500

type Row = Record<string, any>

/**
 * A second person confirms exactly the list that was seen: each proposed price becomes a
 * dated change of its line. What was left out, or too small, counts as decided.
 *
 * @throws {IndexationImpossible} when the list changed since, or its maker approves and the company does not allow it
 */
export default class ApplyRevaluation {
  async handle(runId: number, revision: number, approver: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const run = await RevaluationRun.query({ client: trx }).where('id', runId).forUpdate().firstOrFail()
      if (!run.isOpen) throw new IndexationImpossible(undefined, 'run_closed')
      if (run.revision !== revision) throw new IndexationImpossible(undefined, 'run_changed')
      const { allowsOwnApproval } = await billingSettings(trx)
      if (run.madeById === approver.id && !allowsOwnApproval) throw new IndexationImpossible(undefined, 'own_approval')

      for (let last = 0; ; ) {
        const rows: Row[] = await trx.from('revaluation_proposals').where({ revaluation_run_id: runId }).where('id', '>', last).orderBy('id').limit(PAGE)
        if (rows.length === 0) break
        await this.apply(rows, approver, trx)
        last = Number(rows.at(-1)!.id)
      }
      await run.merge({ status: 'applied', openKey: null, approvedById: approver.id, approvedBy: approver.name, approvedAt: now() }).save()
    })
  }

  private async apply(rows: Row[], approver: Actor, trx: Trx): Promise<void> {
    const decided = rows.filter(({ outcome }) => ['proposed', 'excluded', 'below_threshold', 'no_change'].includes(outcome))
    for (const row of decided) {
      const outcome = row.outcome === 'proposed' ? 'applied' : row.outcome
      const settled = { outcome, settled_key: `${row.contract_line_id}:${row.due_on}:${row.kind}` }
      await trx.from('revaluation_proposals').where('id', row.id).update(settled)
      if (row.kind === 'regularise') await this.forgetProvisional(row, trx)
    }

    const applied = rows.filter(({ outcome }) => outcome === 'proposed')
    await insertMany(trx, 'contract_line_events', applied.map((row) => eventOf(row, approver)))
    const entered = applied.filter(({ explanation }) => JSON.parse(explanation).isEntered).map(({ contract_line_id: id }) => Number(id))
    if (entered.length > 0) await trx.from('contract_lines').whereIn('id', entered).update({ next_price: null })
    await logChanges(applied.map(changeOf), { source: 'screen', id: approver.id, name: approver.name }, trx)
  }

  /** The price that stood on a provisional index has been put right. */
  private async forgetProvisional(row: Row, trx: Trx): Promise<void> {
    const first = { contract_line_id: row.contract_line_id, due_on: row.due_on, kind: 'revalue', outcome: 'applied' }
    await trx.from('revaluation_proposals').where(first).update({ is_provisional: false })
  }
}

function eventOf(row: Row, { id, name }: Actor) {
  const { on, kind, ...terms } = JSON.parse(row.event)
  return {
    contract_line_id: row.contract_line_id,
    happens_on: on,
    kind,
    terms: JSON.stringify(terms),
    reason: `${row.old_price} → ${row.new_price}`,
    user_id: id,
    user_name: name,
    created_at: sqlInstant(now()),
  }
}

function changeOf(row: Row): Change {
  const changes: Change['changes'] = { revalue: [row.old_price, `${row.new_price} ${row.due_on}`] }
  return { recordType: 'service_contract', recordId: Number(row.service_contract_id), kind: 'changed', changes }
}
