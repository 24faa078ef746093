import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { logChanges } from '#shared/records/change_log'
import TakeBackCharge from '#billing/actions/take_back_charge'
import { lockMilestone } from '#projects/actions/lock_milestone'
import ProjectImpossible from '#projects/errors/project_impossible'

/** Records that a milestone was not reached after all, and takes back what it billed, so that both come to nothing. */
export default class UndoMilestone {
  /**
   * @returns the credit request, where the charge was billed already
   * @throws {ProjectImpossible} when it was not reached, or its project is closed
   * @throws {ManualChargeRefused} when it was billed and the person may not ask for credits
   */
  async handle(id: number, reason: string, actor: Actor, today: CalendarDate, trx?: Trx): Promise<number | null> {
    return within(trx, async (inner) => {
      const { project, milestone } = await lockMilestone(id, inner)
      if (milestone.state !== 'reached') throw new ProjectImpossible('not_reached')
      if (project.status === 'closed') throw new ProjectImpossible('is_closed')

      const reach = await inner.from('milestone_reaches').where({ milestone_id: id, revision: milestone.revision }).forUpdate().firstOrFail()
      const creditId = await new TakeBackCharge().handle(Number(reach.manual_charge_id), reason, actor, today, inner)
      const undone = { undone_on: today, undone_by_id: actor.id, undone_by: actor.name, undone_reason: reason, credit_request_id: creditId }
      await inner.from('milestone_reaches').where('id', reach.id).update(undone)
      const open = { state: 'open', reached_on: null, reached_by: null }
      await inner.from('project_milestones').where('id', id).update({ ...open, version: Number(milestone.version) + 1, updated_at: sqlInstant(now()) })
      const changes: Record<string, [unknown, unknown]> = { state: ['reached', 'open'], reached_on: [milestone.reached_on, null], reason: [null, reason] }
      await logChanges([{ recordType: 'project_milestone', recordId: id, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, inner)
      return creditId
    })
  }
}
