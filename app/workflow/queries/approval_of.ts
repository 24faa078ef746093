import db from '@adonisjs/lucid/services/db'
import type { QueryClientContract } from '@adonisjs/lucid/types/database'

export interface ApprovalSeen {
  approval: Record<string, any>
  steps: Record<string, any>[]
}

/** The newest approval of a record with its steps, who decides them and how they were decided; null when none was asked for. */
export async function newestApproval(subjectType: string, subjectId: number): Promise<ApprovalSeen | null> {
  const approval = await db.from('approvals').where({ subject_type: subjectType, subject_id: subjectId }).orderBy('id', 'desc').first()
  return approval ? { approval, steps: await stepsOfApproval(Number(approval.id)) } : null
}

/** The steps of an approval in their order, with the names of who decides and what was decided. */
export function stepsOfApproval(approvalId: number, client: QueryClientContract = db.connection()): Promise<Record<string, any>[]> {
  return client
    .from('approval_steps')
    .leftJoin('groups', 'groups.id', 'approval_steps.group_id')
    .leftJoin('roles', 'roles.id', 'approval_steps.role_id')
    .leftJoin('approval_decisions', 'approval_decisions.approval_step_id', 'approval_steps.id')
    .select('approval_steps.*', 'groups.name as group_name', 'roles.name as role_name')
    .select('approval_decisions.decision', 'approval_decisions.reason', 'approval_decisions.user_name', 'approval_decisions.user_id', 'approval_decisions.decided_at')
    .where('approval_steps.approval_id', approvalId)
    .orderBy('approval_steps.position')
}

/** The approval that was given and still counts, or null. */
export async function givenApproval(subjectType: string, subjectId: number, client: QueryClientContract): Promise<Record<string, any> | null> {
  return client.from('approvals').where({ live_key: `${subjectType}:${subjectId}`, state: 'approved' }).first()
}
