import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'

/** The steps of an approval flow and what its form for another one offers. */
export async function approvalFlowPanel(row: Row, actor: Actor) {
  const [flowSteps, groups, roles] = await Promise.all([
    db
      .from('approval_flow_steps')
      .leftJoin('groups', 'groups.id', 'approval_flow_steps.group_id')
      .leftJoin('roles', 'roles.id', 'approval_flow_steps.role_id')
      .select('approval_flow_steps.*', 'groups.name as group_name', 'roles.name as role_name')
      .where('approval_flow_id', row.id)
      .orderBy('position'),
    db.from('groups').select('id', 'name').orderBy('name'),
    db.from('roles').select('id', 'name').orderBy('name'),
  ])
  return { flowSteps, groups, roles, mayKeepSteps: actor.may('approval_flow', 'edit') }
}
