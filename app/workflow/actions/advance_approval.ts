import Notify from '#messaging/actions/notify'
import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import { logChanges, HOUSE, type Author } from '#shared/records/change_log'
import ApprovalEnded from '#workflow/events/approval_ended'
import { peopleOfStep } from '#workflow/queries/people_of_step'
import type { Course } from '#workflow/rules/approval_course'

/** Writes where an approval stands now, and tells whoever is asked next or waited for its end. */
export default class AdvanceApproval {
  async handle(approvalId: number, course: Course, trx: Trx, author: Author = HOUSE, endReason: string | null = null): Promise<void> {
    const approval = await trx.from('approvals').where('id', approvalId).firstOrFail()
    const steps = await trx.from('approval_steps').where('approval_id', approvalId).orderBy('position')
    for (const { position, state } of course.steps) {
      const step = steps.find((row) => Number(row.position) === position)!
      const isOpening = state === 'open' && step.opened_at === null
      if (step.state === state && !isOpening) continue
      await trx.from('approval_steps').where('id', step.id).update({ state, ...(isOpening ? { opened_at: sqlInstant(now()) } : {}) })
      if (isOpening) await this.tell(await peopleOfStep({ groupId: step.group_id, roleId: step.role_id }, trx), 'asked', approval, step.name, trx)
    }
    if (course.state !== 'open') await this.end(approval, course.state, endReason, author, trx)
  }

  private async end(approval: Record<string, any>, state: Exclude<Course['state'], 'open'>, reason: string | null, author: Author, trx: Trx) {
    // an approval that was given goes on counting; the next one may be asked for after any other end
    const freed = state === 'approved' ? {} : { live_key: null }
    await trx.from('approvals').where('id', approval.id).update({ state, end_reason: reason, ended_at: sqlInstant(now()), ...freed })
    const changes: Record<string, [unknown, unknown]> = { approval: [approval.state === 'open' ? null : approval.state, state] }
    await logChanges([{ recordType: approval.subject_type, recordId: Number(approval.subject_id), kind: 'changed', changes }], author, trx)
    if (approval.asked_by_id && approval.asked_by_id !== author.id) await this.tell([Number(approval.asked_by_id)], state, approval, '', trx)
    await ApprovalEnded.dispatch({ id: Number(approval.id), subjectType: approval.subject_type, subjectId: Number(approval.subject_id), state }, trx)
  }

  private async tell(userIds: number[], what: string, { id, title }: Record<string, any>, step: string, trx: Trx) {
    await new Notify().handle({ userIds, sentence: `workflow.notices.${what}`, values: { title, step }, href: `/approvals/${id}` }, trx)
  }
}
