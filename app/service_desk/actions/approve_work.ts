import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import { differences, logChanges } from '#shared/records/change_log'
import type { Row } from '#shared/records/record_type'
import ReserveCoverage from '#service_contracts/actions/reserve_coverage'
import SettleCoverage from '#service_contracts/actions/settle_coverage'
import type { CoverageCase } from '#service_contracts/rules/coverage/coverage_case'
import type { CoverageDecision } from '#service_contracts/rules/coverage/coverage_decision'
import ChargeWork, { type Decided } from '#service_desk/actions/charge_work'
import WorkImpossible from '#service_desk/errors/work_impossible'
import { workQuestion } from '#service_desk/rules/work_question'
import { sharesHash, totalShare, workShares } from '#service_desk/rules/work_shares'

/**
 * Approves the work reported on a request, in one transaction: what contracts cover is used up, what points pay is
 * debited, and what is left of each line becomes a charge. Two people who approve at once approve once.
 */
export default class ApproveWork {
  /**
   * @param seen the hash of the shares that the person saw; null to approve whatever they are
   * @throws {WorkImpossible} when there is nothing to approve, or it is not what the person saw
   */
  async handle(requestId: number, seen: string | null, actor: Actor, trx?: Trx): Promise<void> {
    try {
      await within(trx, (inner) => this.approve(requestId, seen, actor, inner))
    } catch (error) {
      if (isDuplicate(error)) throw new WorkImpossible('approved')
      throw error
    }
  }

  private async approve(requestId: number, seen: string | null, actor: Actor, trx: Trx): Promise<void> {
    // only locking reads before coverage decides, so that it sees what the last one left
    const request: Row = await trx.from('service_requests').where('id', requestId).forUpdate().firstOrFail()
    if (request.work_state === 'approved') await this.refuseAgain(request, trx)
    if (request.status === 'closed') throw new WorkImpossible('closed')
    const lines: Row[] = await trx.from('work_lines').where('service_request_id', requestId).orderBy('id').forUpdate()
    if (lines.length === 0) throw new WorkImpossible('no_lines')

    const revision = Number(request.work_revision) + 1
    const decided = await this.cover(request, lines, revision, actor, trx)
    if (seen !== null && seen !== sharesHash(decided.shares)) throw new WorkImpossible('changed')

    const at = sqlInstant(now())
    const approval = { service_request_id: requestId, revision, coverage_decision_id: decided.id, approved_by_id: actor.id, approved_by: actor.name, approved_at: at }
    const [approvalId] = await trx.insertQuery().table('work_approvals').insert(approval)
    const charges = await new ChargeWork().handle(request, lines, revision, decided, actor, trx)
    await insertMany(
      trx,
      'work_shares',
      decided.shares.map((share) => ({
        ...{ work_approval_id: approvalId, work_line_id: share.lineId, revision, currency: request.currency, manual_charge_id: charges.get(share.lineId) ?? null },
        ...{ amount_cents: share.amountCents, covered_cents: share.coveredCents, points_cents: share.pointsCents, billable_cents: share.billableCents },
      }))
    )
    await this.write(request, revision, decided, at, actor, trx)
  }

  private async refuseAgain(request: Row, trx: Trx): Promise<never> {
    const approval = await trx.from('work_approvals').where({ service_request_id: request.id, revision: request.work_revision as number }).firstOrFail()
    throw new WorkImpossible('approved_already', undefined, { by: approval.approved_by })
  }

  private async cover(request: Row, lines: Row[], revision: number, actor: Actor, trx: Trx): Promise<Decided> {
    const id = await new ReserveCoverage().handle(workQuestion(request, lines), actor, `service_request:${request.number}:${revision}`, trx)
    await new SettleCoverage().handle(id, 'committed', { source: 'screen', id: actor.id, name: actor.name }, trx)
    const row = await trx.from('coverage_decisions').where('id', id).firstOrFail()
    const decision: CoverageDecision = JSON.parse(row.decision)
    const contracts = new Map((JSON.parse(row.inputs) as CoverageCase).contracts.map((contract) => [contract.id, contract.label ?? contract.id]))
    return { id, number: row.number, contracts, shares: workShares(decision, lines.map((line) => Number(line.id))) }
  }

  private async write(before: Row, revision: number, { id, shares }: Decided, at: string, actor: Actor, trx: Trx): Promise<void> {
    const { coveredCents, pointsCents, billableCents } = totalShare(shares)
    const told = { work_state: 'approved', work_revision: revision, coverage_decision_id: id, covered_cents: coveredCents, points_cents: pointsCents, billable_cents: billableCents }
    await trx.from('service_requests').where('id', before.id).update({ ...told, version: Number(before.version) + 1, updated_at: at })
    const after = await trx.from('service_requests').where('id', before.id).firstOrFail()
    const author = { source: 'screen' as const, id: actor.id, name: actor.name }
    await logChanges([{ recordType: 'service_request', recordId: before.id, kind: 'changed', changes: differences(before, after) }], author, trx)
  }
}
