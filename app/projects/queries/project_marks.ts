import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import type { Row, RowMarks } from '#shared/records/record_type'

/** Which milestones of a list were to be reached by now. */
export async function overdueMilestones(rows: Row[], actor: Actor): Promise<RowMarks | null> {
  const today = todayIn(actor.timeZone)
  const overdue = rows.filter((row) => isOverdue(row, today))
  if (overdue.length === 0) return null
  return { labelKey: 'projects.note', of: new Map(overdue.map(({ id }) => [id, { labelKey: 'projects.overdue', tone: 'warning', icon: 'calendar-x' }])) }
}

/** Whether a milestone that was not reached was due before today. */
export function isOverdue({ state, due_on: dueOn }: Row, today: string): boolean {
  return state !== 'reached' && Boolean(dueOn) && String(dueOn) < today
}
