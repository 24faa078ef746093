import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import type { Waiting } from '#shared/shell/waiting'
import { personOf } from '#workflow/queries/person_of'
import type { Person } from '#workflow/rules/may_decide'

const SHOWN = 100

/** The open steps that ask a person, oldest first. */
export async function stepsFor(actor: Actor): Promise<Record<string, any>[]> {
  return openSteps(actor.id, await personOf(actor, db.connection()))
    .select('approval_steps.id', 'approval_steps.name', 'approval_steps.opened_at', 'approvals.id as approval_id', 'approvals.title', 'approvals.href')
    .select('approvals.amount', 'approvals.currency', 'approvals.asked_by', 'approvals.flow_name', 'approvals.subject_type')
    .orderBy('approval_steps.opened_at')
    .orderBy('approval_steps.id')
    .limit(SHOWN)
}

/** What home says of approvals that wait for this person. */
export async function approvalsWaiting(actor: Actor): Promise<Waiting[]> {
  const row = await openSteps(actor.id, await personOf(actor, db.connection())).count('* as n').first()
  return [{ labelKey: 'workflow.waiting', icon: 'check-check', count: Number(row?.n ?? 0), href: '/approvals', tone: 'warning' }]
}

/** What a person decided last. */
export function decidedBy(actor: Actor): Promise<Record<string, any>[]> {
  return db
    .from('approval_decisions')
    .join('approval_steps', 'approval_steps.id', 'approval_decisions.approval_step_id')
    .join('approvals', 'approvals.id', 'approval_steps.approval_id')
    .select('approval_decisions.*', 'approval_steps.name', 'approvals.title', 'approvals.id as approval_id')
    .where('approval_decisions.user_id', actor.id)
    .orderBy('approval_decisions.id', 'desc')
    .limit(20)
}

function openSteps(userId: number, { groupIds, roleIds }: Person) {
  return db
    .from('approval_steps')
    .join('approvals', 'approvals.id', 'approval_steps.approval_id')
    .where('approval_steps.state', 'open')
    .where((asked) => void asked.whereIn('approval_steps.group_id', [...groupIds]).orWhereIn('approval_steps.role_id', [...roleIds]))
    .where((other) => void other.where('approvals.allows_own', true).orWhereNull('approvals.asked_by_id').orWhereNot('approvals.asked_by_id', userId))
}
