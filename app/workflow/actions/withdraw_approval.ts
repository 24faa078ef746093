import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import AdvanceApproval from '#workflow/actions/advance_approval'
import { storedCourse } from '#workflow/queries/stored_course'
import { cancelledCourse } from '#workflow/rules/approval_course'

/** Takes back a request for approval that is not decided to its end, or one that was given. */
export default class WithdrawApproval {
  async handle(subjectType: string, subjectId: number, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const approval = await trx.from('approvals').where('live_key', `${subjectType}:${subjectId}`).forUpdate().firstOrFail()
      const course = cancelledCourse(await storedCourse(approval, trx))
      await new AdvanceApproval().handle(Number(approval.id), course, trx, { source: 'screen', id: actor.id, name: actor.name }, 'withdrawn')
    })
  }
}
