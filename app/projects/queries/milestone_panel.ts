import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Row } from '#shared/records/record_type'
import { standingCharges } from '#billing/queries/standing_charges'

/** Each time a milestone was reached or taken back, with what it billed, and what can be done now. */
export async function milestonePanel(row: Row, actor: Actor) {
  const project: Row = await db.from('projects').where('id', row.project_id as number).firstOrFail()
  const rows = await db.from('milestone_reaches').where('milestone_id', row.id).orderBy('revision', 'desc')
  const charges = await standingCharges(rows.map((reach) => Number(reach.manual_charge_id)))
  const mayReach = actor.may('project_milestone', 'reach')
  return {
    project,
    times: rows.map((reach) => ({ ...reach, netCents: Number(reach.net_cents), charge: charges.get(Number(reach.manual_charge_id))! })),
    mayReach: mayReach && row.state !== 'reached' && project.status === 'running',
    mayUndo: mayReach && row.state === 'reached' && project.status !== 'closed',
  }
}
