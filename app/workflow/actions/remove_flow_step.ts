import type { Actor } from '#shared/actor'
import { within } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'

/** Takes a step out of an approval flow; approvals under way keep theirs. */
export default class RemoveFlowStep {
  async handle(flowId: number, stepId: number, actor: Actor): Promise<void> {
    await within(undefined, async (trx) => {
      const step = await trx.from('approval_flow_steps').where({ id: stepId, approval_flow_id: flowId }).forUpdate().firstOrFail()
      await trx.from('approval_flow_steps').where('id', stepId).delete()
      await logChanges([{ recordType: 'approval_flow', recordId: flowId, kind: 'changed', changes: { step: [step.name, null] } }], { source: 'screen', id: actor.id, name: actor.name }, trx)
    })
  }
}
