import { BaseEvent } from '@adonisjs/core/events'
import type { Trx } from '#shared/database/transaction'
import type { ApprovalState } from '#workflow/rules/approval_course'

export interface EndedApproval {
  id: number
  subjectType: string
  subjectId: number
  state: Exclude<ApprovalState, 'open'>
}

/** An approval was given, refused or cancelled. Listeners write rows through `trx`. */
export default class ApprovalEnded extends BaseEvent {
  constructor(
    readonly approval: EndedApproval,
    readonly trx: Trx
  ) {
    super()
  }
}
