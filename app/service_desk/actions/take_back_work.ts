import type { Actor } from '#shared/actor'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { differences, logChanges } from '#shared/records/change_log'
import type { Row } from '#shared/records/record_type'
import TakeBackCharge from '#billing/actions/take_back_charge'
import TakeBackCoverage from '#service_contracts/actions/take_back_coverage'
import WorkImpossible from '#service_desk/errors/work_impossible'

/**
 * Takes an approval of work back, in one transaction: its charges are withdrawn, or credited where they were billed; what
 * was covered and the points are free again. The lines can be changed and approved anew.
 */
export default class TakeBackWork {
  /** @throws {WorkImpossible} when it is not approved @throws {DomainError} when a charge cannot be taken back */
  async handle(requestId: number, reason: string, actor: Actor, trx?: Trx): Promise<void> {
    if (reason.trim().length < 3) throw new WorkImpossible('reason', 'reason')
    await within(trx, async (inner) => {
      const request: Row = await inner.from('service_requests').where('id', requestId).forUpdate().firstOrFail()
      if (request.work_state !== 'approved') throw new WorkImpossible('not_approved')
      if (request.status === 'closed') throw new WorkImpossible('closed')
      const approval = await inner.from('work_approvals').where({ service_request_id: requestId, revision: request.work_revision as number }).forUpdate().firstOrFail()

      const shares = await inner.from('work_shares').where('work_approval_id', approval.id).whereNotNull('manual_charge_id').orderBy('manual_charge_id')
      for (const { manual_charge_id: id } of shares) await new TakeBackCharge().handle(Number(id), reason.trim(), actor, todayIn(actor.timeZone), inner)
      await new TakeBackCoverage().handle(Number(approval.coverage_decision_id), { source: 'screen', id: actor.id, name: actor.name }, inner)

      const at = sqlInstant(now())
      await inner.from('work_approvals').where('id', approval.id).update({ taken_back_by: actor.name, taken_back_at: at, taken_back_reason: reason.trim() })
      await this.write(request, at, actor, inner)
    })
  }

  private async write(before: Row, at: string, actor: Actor, trx: Trx): Promise<void> {
    const nothing = { work_state: 'reported', coverage_decision_id: null, covered_cents: null, points_cents: null, billable_cents: null }
    await trx.from('service_requests').where('id', before.id).update({ ...nothing, version: Number(before.version) + 1, updated_at: at })
    const after = await trx.from('service_requests').where('id', before.id).firstOrFail()
    const author = { source: 'screen' as const, id: actor.id, name: actor.name }
    await logChanges([{ recordType: 'service_request', recordId: before.id, kind: 'changed', changes: differences(before, after) }], author, trx)
  }
}
