import type { MultipartFile } from '@adonisjs/core/bodyparser'
import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { moneyText } from '#shared/money/money'
import { logChanges } from '#shared/records/change_log'
import type { Row } from '#shared/records/record_type'
import EnterCharge from '#billing/actions/enter_charge'
import { standingCharges } from '#billing/queries/standing_charges'
import KeepMilestoneProof from '#projects/actions/keep_milestone_proof'
import { lockMilestone } from '#projects/actions/lock_milestone'
import ProjectImpossible from '#projects/errors/project_impossible'
import { milestoneCharge } from '#projects/rules/milestone_charge'

export interface Reached {
  on: CalendarDate
  note?: string | null
  /** What proves it, such as a signed acceptance. */
  proof?: MultipartFile | null
}

/** Records that a milestone was reached, and enters what it bills: one charge, and once each time it is reached. */
export default class ReachMilestone {
  /**
   * @throws {ProjectImpossible} when it was reached already, the project does not run, or an earlier charge stands
   * @throws {ManualChargeRefused} when the charge cannot be entered, such as for its currency
   */
  async handle(id: number, { on, note, proof }: Reached, actor: Actor, today: CalendarDate, trx?: Trx): Promise<number> {
    if (on > today) throw new ProjectImpossible('future', 'reached_on')

    return within(trx, async (inner) => {
      const { project, milestone } = await lockMilestone(id, inner)
      if (milestone.state === 'reached') throw new ProjectImpossible('is_reached')
      if (project.status !== 'running') throw new ProjectImpossible('not_running')
      await this.refuseBilled(project, id, inner)

      const revision = Number(milestone.revision) + 1
      const chargeId = await new EnterCharge().handle(milestoneCharge(project, milestone, revision, on), actor, inner)
      const at = sqlInstant(now())
      await inner.table('milestone_reaches').insert({
        ...{ milestone_id: id, revision, manual_charge_id: chargeId, net_cents: milestone.net_cents, reached_on: on },
        ...{ reached_by_id: actor.id, reached_by: actor.name, note: note || null, created_at: at },
      })
      const reached = { state: 'reached', reached_on: on, reached_by: actor.name }
      await inner.from('project_milestones').where('id', id).update({ ...reached, revision, version: Number(milestone.version) + 1, updated_at: at })
      const changes: Record<string, [unknown, unknown]> = { state: ['open', 'reached'], reached_on: [null, on], reached_by: [null, actor.name] }
      await logChanges([{ recordType: 'project_milestone', recordId: id, kind: 'changed', changes }], { source: 'screen', id: actor.id, name: actor.name }, inner)
      if (proof) await new KeepMilestoneProof().handle(id, proof, actor, inner)
      return chargeId
    })
  }

  /** The credit of an earlier charge may have been withdrawn since. */
  private async refuseBilled(project: Row, milestoneId: number, trx: Trx): Promise<void> {
    const earlier = await trx.from('milestone_reaches').where('milestone_id', milestoneId).select('manual_charge_id')
    const standing = await standingCharges(earlier.map((row) => Number(row.manual_charge_id)), trx)
    const cents = [...standing.values()].reduce((total, { standingCents }) => total + standingCents, 0)
    if (cents > 0) throw new ProjectImpossible('still_billed', undefined, { amount: `${moneyText(cents, String(project.currency))} ${project.currency}` })
  }
}
