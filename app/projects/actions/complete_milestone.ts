import db from '@adonisjs/lucid/services/db'
import { compare } from '#shared/money/ratio'
import type { Trx } from '#shared/database/transaction'
import { decimalRatio, parseDecimal } from '#shared/money/decimal'
import { moneyText, parseMoney } from '#shared/money/money'
import type { Row, Values } from '#shared/records/record_type'
import { amountsOf, milestonesOf, planMilestones } from '#projects/actions/plan_milestones'
import ProjectImpossible from '#projects/errors/project_impossible'
import type { PlannedMilestone } from '#projects/rules/project_plan'
import { shareText } from '#projects/rules/share'

/** What may still be said of a milestone while the project runs. */
const NEVER_FIXED = ['due_on']

/** What nobody may change of a milestone that was reached, or whose project runs, with the sentence that says why. */
export async function lockedPlan(row: Row): Promise<Record<string, string>> {
  const { status } = await db.from('projects').where('id', row.project_id as number).select('status').firstOrFail()
  const key = row.state === 'reached' ? 'projects.errors.is_reached' : status === 'planned' ? null : 'projects.errors.plan_fixed'
  const fixed = Object.keys(row).filter((name) => row.state === 'reached' || !NEVER_FIXED.includes(name))
  return key ? Object.fromEntries(fixed.map((name) => [name, key])) : {}
}

/** What a saved milestone must be, its place, and what it bills. */
export async function completeMilestone(values: Values, before: Row | null, trx: Trx): Promise<void> {
  const project: Row = await trx.from('projects').where('id', Number(before?.project_id ?? values.project_id)).forUpdate().firstOrFail()
  for (const name of ['share', 'amount']) if (values[name] === '') values[name] = null
  if (typeof values.share === 'string') values.share = tidyShare(values.share)
  refuseFixed(values, before, project)

  const whole: Values = { share: null, amount: null, ...before, ...values }
  if (whole.share && whole.amount) throw new ProjectImpossible('share_or_amount', 'amount')
  if (!before) Object.assign(values, { state: 'open', revision: 0 })
  const milestones = await milestonesOf(project.id, trx)
  values.currency = project.currency
  values.position = whole.position ?? milestones.length + 1
  values.net_cents = whole.share ? sharedAmount(project, milestones, before, String(whole.share)) : enteredAmount(whole.amount, String(project.currency))
}

/** Shares of other milestones may round otherwise beside a new one. */
export async function planWith(row: Row, _before: Row | null, trx: Trx): Promise<void> {
  await planMilestones(Number(row.project_id), trx)
}

/** @throws {ProjectImpossible} once the project runs or the milestone was reached */
export async function planWithout(row: Row, trx: Trx): Promise<void> {
  const project = await trx.from('projects').where('id', row.project_id as number).forUpdate().firstOrFail()
  if (project.status !== 'planned') throw new ProjectImpossible('plan_fixed')
  if (Number(row.revision) > 0) throw new ProjectImpossible('was_reached')
  await planMilestones(Number(row.project_id), trx, row.id)
}

function refuseFixed(values: Values, before: Row | null, project: Row): void {
  const changed = Object.keys(values).filter((name) => String(values[name] ?? '') !== String(before?.[name] ?? ''))
  if (before && changed.includes('project_id')) throw new ProjectImpossible('other_project', 'project_id')
  if (before?.state === 'reached' && changed.length > 0) throw new ProjectImpossible('is_reached', changed[0])
  const altered = changed.find((name) => !NEVER_FIXED.includes(name))
  if (project.status !== 'planned' && (!before || altered)) throw new ProjectImpossible('plan_fixed', altered)
}

function tidyShare(typed: string): string {
  const share = shareText(typed)
  if (share === null) throw new ProjectImpossible('share', 'share')
  return share
}

function sharedAmount(project: Row, milestones: readonly PlannedMilestone[], before: Row | null, share: string): number {
  const own: PlannedMilestone = { id: before?.id ?? 0, share, netCents: 0, isReached: false }
  const others = milestones.map((one) => (one.id === own.id ? own : one))
  return amountsOf(Number(project.price_cents), before ? others : [...others, own]).get(own.id)!
}

function enteredAmount(amount: unknown, currency: string): number {
  if (amount === null || amount === undefined) throw new ProjectImpossible('amount', 'amount')
  try {
    const cents = parseMoney(String(amount), currency)
    const isExact = compare(decimalRatio(parseDecimal(moneyText(cents, currency))), decimalRatio(parseDecimal(String(amount)))) === 0
    if (cents <= 0 || !isExact) throw new ProjectImpossible('amount', 'amount')
    return cents
  } catch (error) {
    if (error instanceof RangeError) throw new ProjectImpossible('too_large', 'amount')
    throw error
  }
}
