import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { reachableRow } from '#shared/records/queries/visibility'
import type { Row } from '#shared/records/record_type'
import { PROJECT, PROJECT_MILESTONE } from '#projects/records/project'

/**
 * A milestone of a project that the person may look at, with the project.
 *
 * @throws E_ROW_NOT_FOUND, which people see as a 404
 */
export async function reachableMilestone(id: number, actor: Actor): Promise<{ project: Row; milestone: Row }> {
  const milestone: Row = await db.from(PROJECT_MILESTONE.table).where('id', id || 0).firstOrFail()
  return { project: await reachableRow(PROJECT, Number(milestone.project_id), actor, 'view'), milestone }
}
