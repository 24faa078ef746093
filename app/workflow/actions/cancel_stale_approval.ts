import type { Trx } from '#shared/database/transaction'
import { HOUSE, type Author } from '#shared/records/change_log'
import AdvanceApproval from '#workflow/actions/advance_approval'
import { approvalSubject } from '#workflow/approval_subjects'
import { storedCourse } from '#workflow/queries/stored_course'
import { cancelledCourse } from '#workflow/rules/approval_course'

/** Cancels the approval of a record whose terms are no longer those it was asked for; answers whether it did. */
export default class CancelStaleApproval {
  async handle(subjectType: string, subjectId: number, trx: Trx, author: Author = HOUSE): Promise<boolean> {
    const approval = await trx.from('approvals').where('live_key', `${subjectType}:${subjectId}`).first()
    if (!approval) return false
    if (approval.terms_hash === (await approvalSubject(subjectType).termsHash(subjectId, trx))) return false

    const course = cancelledCourse(await storedCourse(approval, trx))
    await new AdvanceApproval().handle(Number(approval.id), course, trx, author, 'terms_changed')
    return true
  }
}
