import type { Row } from '#shared/records/record_type'
import { sumOf } from '#projects/rules/project_plan'
import type { ProjectFacts, ProjectStatus } from '#projects/rules/project_status'

/** What decides which moves a project can make, from its row and those of its milestones. */
export function projectFacts(project: Row, milestones: readonly Row[]): ProjectFacts {
  const amounts = milestones.map(({ net_cents: net }) => Number(net))
  return {
    status: project.status as ProjectStatus,
    milestones: milestones.length,
    openMilestones: milestones.filter(({ state }) => state !== 'reached').length,
    emptyMilestones: amounts.filter((cents) => cents <= 0).length,
    differenceCents: Number(project.price_cents) - sumOf(amounts),
  }
}
