import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import { reaches } from '#shared/records/queries/visibility'
import { recordType } from '#shared/records/registry'
import type { Row } from '#shared/records/record_type'
import { standingCharges } from '#billing/queries/standing_charges'
import { isOverdue } from '#projects/queries/project_marks'
import { projectFacts } from '#projects/rules/project_facts'
import { sumOf } from '#projects/rules/project_plan'
import { obstacleTo, projectMovesFrom, type ProjectStatus } from '#projects/rules/project_status'
import { shareLabel } from '#projects/rules/share'

/** What the page of a project shows above its facts: what is billed, its milestones, and what can be done or why not. */
export async function projectPanel(row: Row, actor: Actor) {
  const today = todayIn(actor.timeZone)
  const rows: Row[] = await db.from('project_milestones').where('project_id', row.id).orderBy('position').orderBy('id')
  const plan = projectFacts(row, rows)
  const mayEdit = reaches(recordType('project'), row, actor, 'edit')
  const isPlanned = row.status === 'planned'
  const moves = mayEdit ? projectMovesFrom(row.status as ProjectStatus).map((move) => ({ move, obstacle: obstacleTo(move, plan) })) : []
  const { owed, standing, waiting } = await billedOf(rows)

  return {
    plan,
    moves,
    milestones: rows.map((milestone) => ({
      ...milestone,
      share: milestone.share ? shareLabel(String(milestone.share)) : null,
      netCents: Number(milestone.net_cents),
      isOverdue: row.status === 'running' && isOverdue(milestone, today),
      charge: standing.get(milestone.id) ?? null,
    })),
    reachedCents: sumOf(rows.filter(({ state }) => state === 'reached').map(({ net_cents: net }) => Number(net))),
    owedCents: owed,
    waitingCents: waiting,
    sumCents: Number(row.price_cents) - plan.differenceCents,
    mayAdd: isPlanned && actor.may('project_milestone', 'create'),
    mayChange: row.status !== 'closed' && row.status !== 'cancelled' && actor.may('project_milestone', 'edit'),
    mayReach: row.status === 'running' && actor.may('project_milestone', 'reach'),
    mayUndo: row.status !== 'closed' && actor.may('project_milestone', 'reach'),
  }
}

/** What milestones came to: billed less given back, still to bill, and the charge of each that was reached last. */
async function billedOf(milestones: Row[]) {
  const times = await db.from('milestone_reaches').whereIn('milestone_id', milestones.map(({ id }) => id)).select('milestone_id', 'manual_charge_id', 'revision', 'undone_on')
  const charges = await standingCharges(times.map((reach) => Number(reach.manual_charge_id)))
  const cents = (state: string) => sumOf([...charges.values()].filter((charge) => charge.state === state).map(({ standingCents }) => standingCents))
  const standing = new Map(times.filter((reach) => !reach.undone_on).map((reach) => [Number(reach.milestone_id), charges.get(Number(reach.manual_charge_id))]))

  return { owed: cents('billed'), waiting: cents('open'), standing }
}
