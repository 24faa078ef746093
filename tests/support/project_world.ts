import app from '@adonisjs/core/services/app'
import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { calendarDate } from '#shared/calendar/calendar_date'
import SaveRecord from '#shared/records/actions/save_record'
import type { RecordType, Row, Values } from '#shared/records/record_type'
import { standingCharges } from '#billing/queries/standing_charges'
import MoveProject from '#projects/actions/move_project'
import ReachMilestone from '#projects/actions/reach_milestone'
import UndoMilestone from '#projects/actions/undo_milestone'
import { PROJECT, PROJECT_MILESTONE } from '#projects/records/project'
import type { ProjectMove } from '#projects/rules/project_status'
import BillingWorld from '#tests/support/billing_world'
import { actorFor, personWithRole } from '#tests/support/people'

export const TODAY = calendarDate('2026-01-20')

/** A customer with projects, and the people who bill them. */
export default class ProjectWorld {
  private constructor(
    readonly billing: BillingWorld,
    readonly actor: Actor,
    readonly companyId: number
  ) {}

  static async build(): Promise<ProjectWorld> {
    const billing = await BillingWorld.build()
    return new ProjectWorld(billing, await actorFor(await personWithRole('administrator')), await billing.company({ name: 'Talleres Roca' }))
  }

  save(type: RecordType, values: Values, id: number | null = null): Promise<Row> {
    return new SaveRecord().handle(type, { id, values }, this.actor)
  }

  project(more: Values = {}): Promise<Row> {
    return this.save(PROJECT, { company_id: this.companyId, name: 'Hall 7', currency: 'EUR', price_cents: '100.00', ...more })
  }

  milestone(projectId: number, more: Values = {}, id: number | null = null): Promise<Row> {
    return this.save(PROJECT_MILESTONE, id ? more : { project_id: projectId, name: 'Handover', ...more }, id)
  }

  /** A project that runs, with milestones of these shares. */
  async running(shares: string[], more: Values = {}): Promise<{ id: number; milestones: number[] }> {
    const { id } = await this.project(more)
    const milestones: number[] = []
    for (const [index, share] of shares.entries()) milestones.push((await this.milestone(id, { share, name: `Milestone ${index + 1}` })).id)
    await this.move(id, 'start')
    return { id, milestones }
  }

  async move(id: number, move: ProjectMove, reason: string | null = null): Promise<void> {
    await (await app.container.make(MoveProject)).handle(id, { move, reason }, this.actor)
  }

  reach(id: number, actor: Actor = this.actor): Promise<number> {
    return new ReachMilestone().handle(id, { on: TODAY }, actor, TODAY)
  }

  undo(id: number, actor: Actor = this.actor): Promise<number | null> {
    return new UndoMilestone().handle(id, 'The acceptance was withdrawn', actor, TODAY)
  }

  /** What milestones bill, in their order. */
  async amounts(projectId: number): Promise<number[]> {
    const rows = await db.from('project_milestones').where('project_id', projectId).orderBy('position').orderBy('id')
    return rows.map((row) => Number(row.net_cents))
  }

  /** What of a milestone is owed still. */
  async standing(milestoneId: number): Promise<number> {
    const rows = await db.from('milestone_reaches').where('milestone_id', milestoneId)
    const standing = await standingCharges(rows.map((row) => Number(row.manual_charge_id)))
    return [...standing.values()].reduce((sum, { standingCents }) => sum + standingCents, 0)
  }
}
