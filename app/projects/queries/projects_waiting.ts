import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addDays } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import { onlyReachable } from '#shared/records/queries/visibility'
import { recordType } from '#shared/records/registry'
import type { Waiting } from '#shared/shell/waiting'

/** Milestones of running projects that were to be reached by now. */
export async function projectsWaiting(actor: Actor): Promise<Waiting[]> {
  if (!actor.may('project_milestone', 'reach') || !actor.may('project_milestone', 'view')) return []
  const yesterday = addDays(todayIn(actor.timeZone), -1)
  const query = db.from('projects').join('project_milestones', 'project_milestones.project_id', 'projects.id').where({ 'projects.status': 'running', 'project_milestones.state': 'open' })
  query.where('project_milestones.due_on', '<=', yesterday)
  onlyReachable(query, recordType('project'), actor, 'view')
  const { n } = await query.count('* as n').first()
  return [{ labelKey: 'projects.waiting', icon: 'flag', count: Number(n), href: `/project-milestones?f_state=open&f_due_on_to=${yesterday}`, tone: 'warning' }]
}
