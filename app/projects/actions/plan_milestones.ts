import type { Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import ProjectImpossible from '#projects/errors/project_impossible'
import { plannedAmounts, sumOf, type PlannedMilestone } from '#projects/rules/project_plan'

/** The milestones of a project in their order, as its plan counts them; `without` is one about to go. */
export async function milestonesOf(projectId: number, trx: Trx, without = 0): Promise<PlannedMilestone[]> {
  const rows: Row[] = await trx.from('project_milestones').where('project_id', projectId).whereNot('id', without).orderBy('position').orderBy('id')
  return rows.map((row) => ({ id: Number(row.id), share: (row.share as string | null) ?? null, netCents: Number(row.net_cents), isReached: row.state === 'reached' }))
}

/** Gives each milestone of a project what its share of the price comes to; what was reached keeps its amount. */
export async function planMilestones(projectId: number, trx: Trx, without = 0): Promise<void> {
  const project = await trx.from('projects').where('id', projectId).forUpdate().firstOrFail()
  const milestones = await milestonesOf(projectId, trx, without)
  const amounts = amountsOf(Number(project.price_cents), milestones)
  for (const { id, netCents } of milestones) {
    const planned = amounts.get(id)!
    if (planned !== netCents) await trx.from('project_milestones').where('id', id).update({ net_cents: planned })
  }
}

/** What each milestone bills. @throws {ProjectImpossible} beyond what an amount can hold */
export function amountsOf(priceCents: number, milestones: readonly PlannedMilestone[]): Map<number, number> {
  try {
    const amounts = plannedAmounts(priceCents, milestones)
    sumOf(amounts.values())
    return amounts
  } catch (error) {
    if (error instanceof RangeError) throw new ProjectImpossible('too_large', 'amount')
    throw error
  }
}
