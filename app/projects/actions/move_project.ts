import type { Actor } from '#shared/actor'
import { now, sqlInstant, todayIn } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { moneyText } from '#shared/money/money'
import { differences, logChanges } from '#shared/records/change_log'
import type { Row } from '#shared/records/record_type'
import ProjectImpossible from '#projects/errors/project_impossible'
import { projectFacts } from '#projects/rules/project_facts'
import { movedProject, obstacleTo, WITH_REASON, type ProjectMove, type ProjectStatus } from '#projects/rules/project_status'

export interface ProjectStep {
  move: ProjectMove
  reason?: string | null
}

/** Starts a project, closes or cancels it, or takes it back to an earlier state. */
export default class MoveProject {
  /** @throws {ProjectImpossible} with what stands in the way */
  async handle(id: number, { move, reason }: ProjectStep, actor: Actor, trx?: Trx): Promise<void> {
    if (WITH_REASON.includes(move) && !reason) throw new ProjectImpossible('reason', 'reason')

    await within(trx, async (inner) => {
      const before: Row = await inner.from('projects').where('id', id).forUpdate().firstOrFail()
      const milestones: Row[] = await inner.from('project_milestones').where('project_id', id)
      this.refuse(move, before, milestones)

      const status = movedProject(before.status as ProjectStatus, move)!
      const isOver = status === 'closed' || status === 'cancelled'
      const moved = { status, moved_reason: reason ?? null, closed_on: isOver ? todayIn(actor.timeZone) : null }
      await inner.from('projects').where('id', id).update({ ...moved, version: Number(before.version) + 1, updated_at: sqlInstant(now()) })
      const author = { source: 'screen' as const, id: actor.id, name: actor.name }
      await logChanges([{ recordType: 'project', recordId: id, kind: 'changed', changes: differences(before, moved) }], author, inner)
    })
  }

  private refuse(move: ProjectMove, project: Row, milestones: Row[]): void {
    const facts = projectFacts(project, milestones)
    const obstacle = obstacleTo(move, facts)
    if (!obstacle) return
    const amount = `${moneyText(facts.differenceCents, String(project.currency))} ${project.currency}`
    throw new ProjectImpossible(obstacle, undefined, { amount, count: facts.openMilestones })
  }
}
