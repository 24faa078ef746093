import db from '@adonisjs/lucid/services/db'
import { errors } from '@adonisjs/lucid'
import type { Actor } from '#shared/actor'
import { stepsOfApproval } from '#workflow/queries/approval_of'
import { personOf } from '#workflow/queries/person_of'
import { decides, whyNotDecide } from '#workflow/rules/may_decide'

/**
 * An approval for somebody it concerns: who asked for it, is asked by a step, or has decided one.
 *
 * @throws E_ROW_NOT_FOUND for anybody else
 */
export async function approvalPage(id: number, actor: Actor) {
  const approval = await db.from('approvals').where('id', id).firstOrFail()
  const steps = await stepsOfApproval(id)
  const person = await personOf(actor, db.connection())
  const asks = (step: Record<string, any>) => decides(decidersOf(step), person)
  const isConcerned = approval.asked_by_id === actor.id || steps.some((step) => asks(step) || step.user_id === actor.id)
  if (!isConcerned) throw new errors.E_ROW_NOT_FOUND()

  const open = steps.find(({ state }) => state === 'open')
  const asked = { askedById: approval.asked_by_id, allowsOwn: Boolean(approval.allows_own) }
  const whyNot = open ? whyNotDecide({ ...decidersOf(open), state: open.state }, asked, person) : null
  return { approval, steps, open: open ?? null, mayDecide: Boolean(open) && whyNot === null, whyNot }
}

function decidersOf({ group_id: groupId, role_id: roleId }: Record<string, any>) {
  return { groupId, roleId }
}
