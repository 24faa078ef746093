import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import AdvanceApproval from '#workflow/actions/advance_approval'
import CancelStaleApproval from '#workflow/actions/cancel_stale_approval'
import ApprovalRefused from '#workflow/errors/approval_refused'
import { personOf } from '#workflow/queries/person_of'
import { storedCourse } from '#workflow/queries/stored_course'
import { courseAfter, type Decision } from '#workflow/rules/approval_course'
import { whyNotDecide } from '#workflow/rules/may_decide'

export interface StepDecision {
  decision: Decision
  reason: string | null
}

/**
 * Approves or refuses the open step of an approval, once. When the record has changed since
 * it was asked for, the approval is cancelled instead.
 *
 * @throws {ApprovalRefused} when this person may not decide, it was decided, or a refusal says no reason
 */
export default class DecideStep {
  async handle(approvalId: number, stepId: number, { decision, reason }: StepDecision, actor: Actor): Promise<void> {
    if (decision === 'refuse' && !reason) throw new ApprovalRefused('reason_needed', 'reason')

    const isStale = await within(undefined, async (trx) => {
      const approval = await trx.from('approvals').where('id', approvalId).forUpdate().firstOrFail()
      const step = await trx.from('approval_steps').where({ id: stepId, approval_id: approvalId }).firstOrFail()
      const deciders = { groupId: step.group_id, roleId: step.role_id, state: step.state }
      const asked = { askedById: approval.asked_by_id, allowsOwn: Boolean(approval.allows_own) }
      const why = whyNotDecide(deciders, asked, await personOf(actor, trx))
      if (why) throw new ApprovalRefused(why)
      if (await new CancelStaleApproval().handle(approval.subject_type, Number(approval.subject_id), trx)) return true

      await this.record(stepId, decision, reason, actor, trx)
      const course = courseAfter(await storedCourse(approval, trx), Number(step.position), decision)
      await new AdvanceApproval().handle(approvalId, course, trx, { source: 'screen', id: actor.id, name: actor.name })
      return false
    })
    // thrown after the commit: the cancellation stays
    if (isStale) throw new ApprovalRefused('terms_changed')
  }

  private async record(stepId: number, decision: Decision, reason: string | null, actor: Actor, trx: Trx) {
    const row = { approval_step_id: stepId, decision, reason, user_id: actor.id, user_name: actor.name, decided_at: sqlInstant(now()) }
    try {
      await trx.insertQuery().table('approval_decisions').insert(row)
    } catch (error) {
      if (isDuplicate(error)) throw new ApprovalRefused('step_not_open')
      throw error
    }
  }
}
