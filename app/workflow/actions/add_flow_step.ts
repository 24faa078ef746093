import type { Actor } from '#shared/actor'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import ApprovalRefused from '#workflow/errors/approval_refused'

export interface NewFlowStep {
  name: string
  groupId: number | null
  roleId: number | null
  amountAbove: string | null
}

/** Adds a step at the end of an approval flow; approvals under way keep theirs. */
export default class AddFlowStep {
  async handle(flowId: number, step: NewFlowStep, actor: Actor): Promise<void> {
    if (step.groupId === null && step.roleId === null) throw new ApprovalRefused('no_decider', 'group_id')
    if (step.amountAbove?.startsWith('-')) throw new ApprovalRefused('amount', 'amount_above')

    await within(undefined, async (trx) => {
      await trx.from('approval_flows').where('id', flowId).forUpdate().firstOrFail()
      await this.refuseUnknown('groups', step.groupId, 'group_id', trx)
      await this.refuseUnknown('roles', step.roleId, 'role_id', trx)
      const last = await trx.from('approval_flow_steps').where('approval_flow_id', flowId).max('position as last').first()
      await trx.insertQuery().table('approval_flow_steps').insert({
        approval_flow_id: flowId,
        position: Number(last?.last ?? 0) + 1,
        name: step.name,
        group_id: step.groupId,
        role_id: step.roleId,
        amount_above: step.amountAbove,
      })
      await logChanges([{ recordType: 'approval_flow', recordId: flowId, kind: 'changed', changes: { step: [null, step.name] } }], { source: 'screen', id: actor.id, name: actor.name }, trx)
    })
  }

  private async refuseUnknown(table: string, id: number | null, field: string, trx: Trx) {
    if (id !== null && !(await trx.from(table).where('id', id).first())) throw new ApprovalRefused('no_decider', field)
  }
}
