import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import IndexationImpossible from '#service_contracts/errors/indexation_impossible'
import RevaluationRun from '#service_contracts/models/revaluation_run'
import { indexLookup } from '#service_contracts/queries/index_values'
import { linesToRevalue, type ContractLineToRevalue } from '#service_contracts/queries/lines_to_revalue'
import { revaluationPolicies } from '#service_contracts/queries/revaluation_policies'
import { lineRevaluations, type LineRevaluation } from '#service_contracts/rules/indexation/line_revaluations'
import { revaluationDays } from '#service_contracts/rules/indexation/revaluation_days'

/**
 * Lists the prices that are to be moved between two days, for review; computing it again
 * keeps what was left out. Nothing of a contract changes before the approval.
 *
 * @throws {IndexationImpossible} while another revaluation is under review
 */
export default class ComputeRevaluation {
  async open(since: CalendarDate, until: CalendarDate, maker: Actor): Promise<RevaluationRun> {
    try {
      return await RevaluationRun.create({ since, until, status: 'proposed', openKey: 1, revision: 0, madeById: maker.id, madeBy: maker.name })
    } catch (error) {
      if (isDuplicate(error)) throw new IndexationImpossible(undefined, 'run_open')
      throw error
    }
  }

  async handle(runId: number): Promise<void> {
    const run = await RevaluationRun.findOrFail(runId)
    if (!run.isOpen) throw new IndexationImpossible(undefined, 'run_closed')
    await within(undefined, async (trx) => {
      const [policies, lookup] = [await revaluationPolicies(trx), await indexLookup(trx)]
      await this.clear(run.id, trx)
      for await (const lines of linesToRevalue(policies, run.id, trx)) {
        const rows = lines.flatMap((line) => {
          const days = revaluationDays(line.startsOn, line.policy, run.until).filter((day) => day >= run.since && (!line.handsOverOn || day <= line.handsOverOn))
          return lineRevaluations(line, line.policy, days, lookup).map((found) => rowOf(run.id, line, found))
        })
        await insertMany(trx, 'revaluation_proposals', rows.filter(({ outcome }) => outcome !== 'excluded'))
      }
    })
  }

  /** What was left out stays with its reason. */
  private async clear(runId: number, trx: Trx): Promise<void> {
    await trx.from('revaluation_proposals').where('revaluation_run_id', runId).whereNot('outcome', 'excluded').delete()
    await trx.from('revaluation_runs').where('id', runId).increment('revision', 1)
  }
}

function rowOf(runId: number, line: ContractLineToRevalue, { dueOn, kind, outcome, found, event, refusal }: LineRevaluation) {
  const proposal = found && 'newPrice' in found ? found : null
  const absent = found && 'missing' in found ? found : null
  const entered = line.policy.entered !== undefined && proposal ? { isEntered: true } : {}
  return {
    revaluation_run_id: runId,
    service_contract_id: line.contractId,
    contract_line_id: line.id,
    due_on: dueOn,
    kind,
    outcome,
    old_price: found?.oldPrice ?? line.terms.price,
    new_price: proposal?.newPrice ?? null,
    raw_pct: proposal?.rawPct ?? null,
    applied_pct: proposal?.appliedPct ?? null,
    is_provisional: proposal?.isProvisional ?? false,
    explanation: JSON.stringify({ used: proposal?.used ?? [], missing: absent?.missing ?? [], refusal, ...entered, ...(absent?.isPriceMissing ? { isPriceMissing: true } : {}) }),
    event: event && JSON.stringify(event),
    created_at: sqlInstant(now()),
  }
}
