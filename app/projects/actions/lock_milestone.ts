import type { Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'

/** A milestone and its project, both locked, the project first: all that changes either waits for the other. */
export async function lockMilestone(id: number, trx: Trx): Promise<{ project: Row; milestone: Row }> {
  const { project_id: projectId } = await trx.from('project_milestones').where('id', id).select('project_id').firstOrFail()
  const project: Row = await trx.from('projects').where('id', projectId).forUpdate().firstOrFail()
  const milestone: Row = await trx.from('project_milestones').where('id', id).forUpdate().firstOrFail()
  return { project, milestone }
}
