import type { Actor } from '#shared/actor'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'
import { isDuplicate } from '#shared/database/violations'
import { approvalSubject } from '#workflow/approval_subjects'
import AdvanceApproval from '#workflow/actions/advance_approval'
import ApprovalRefused from '#workflow/errors/approval_refused'
import { peopleOfStep } from '#workflow/queries/people_of_step'
import { courseOf, type StepTerms } from '#workflow/rules/approval_course'

export interface ApprovalAsked {
  flowId: number
  subjectType: string
  subjectId: number
  title: string
  href: string
  /** Decimal text, for steps that are asked above an amount. */
  amount: string | null
  currency: string | null
}

/**
 * Asks for the approval of a record as it stands now: a copy of the flow's steps is made,
 * the first that applies is open and its people are told.
 *
 * @throws {ApprovalRefused} when the flow is empty or off, or an approval is there already
 */
export default class AskApproval {
  async handle(asked: ApprovalAsked, actor: Actor, trx?: Trx): Promise<number> {
    return within(trx, async (inner) => {
      const flow = await inner.from('approval_flows').where('id', asked.flowId).forUpdate().firstOrFail()
      if (!flow.is_active) throw new ApprovalRefused('flow_inactive')
      if (flow.subject_type !== asked.subjectType) throw new ApprovalRefused('flow_of_other')
      const steps = await this.stepsOf(asked.flowId, inner)
      const course = courseOf(steps, asked.amount)
      const id = await this.insert(asked, flow, actor, inner)
      const states = new Map(course.steps.map(({ position, state }) => [position, state]))
      await insertMany(inner, 'approval_steps', steps.map((step) => ({
        approval_id: id,
        position: step.position,
        name: step.name,
        group_id: step.groupId,
        role_id: step.roleId,
        amount_above: step.amountAbove,
        state: states.get(step.position)!,
        opened_at: null,
      })))
      await new AdvanceApproval().handle(id, course, inner)
      return id
    })
  }

  private async stepsOf(flowId: number, trx: Trx): Promise<StepTerms[]> {
    const rows = await trx.from('approval_flow_steps').where('approval_flow_id', flowId).orderBy('position')
    if (rows.length === 0) throw new ApprovalRefused('flow_empty')
    const steps = rows.map((row) => ({ position: Number(row.position), name: row.name, groupId: row.group_id, roleId: row.role_id, amountAbove: row.amount_above }))
    for (const step of steps) {
      if ((await peopleOfStep(step, trx)).length === 0) throw new ApprovalRefused('nobody_decides', undefined, { step: step.name })
    }
    return steps
  }

  private async insert(asked: ApprovalAsked, flow: Record<string, any>, actor: Actor, trx: Trx): Promise<number> {
    const approval = {
      approval_flow_id: asked.flowId,
      flow_name: flow.name,
      subject_type: asked.subjectType,
      subject_id: asked.subjectId,
      title: asked.title.slice(0, 200),
      href: asked.href,
      terms_hash: await approvalSubject(asked.subjectType).termsHash(asked.subjectId, trx),
      amount: asked.amount,
      currency: asked.currency,
      allows_own: flow.allows_own,
      state: 'open',
      live_key: `${asked.subjectType}:${asked.subjectId}`,
      asked_by_id: actor.id,
      asked_by: actor.name,
      asked_at: sqlInstant(now()),
    }
    const underWay = await trx.from('approvals').where('live_key', approval.live_key).first()
    if (underWay) throw new ApprovalRefused('under_way')
    try {
      const [id] = await trx.insertQuery().table('approvals').insert(approval)
      return Number(id)
    } catch (error) {
      if (isDuplicate(error)) throw new ApprovalRefused('under_way')
      throw error
    }
  }
}
