import type { ContainerResolver } from '@adonisjs/core/container'
import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addDays, startOfMonth, type CalendarDate } from '#shared/calendar/calendar_date'
import { actorById } from '#shared/acting'
import { currentQueue } from '#shared/queue/queue'
import ApproveBillingRun from '#billing/actions/approve_billing_run'
import BeginPosting from '#billing/actions/begin_posting'
import StartBillingRun from '#billing/actions/start_billing_run'

/** Bills everything up to the end of last month as the billing people would, so that only this month is due. */
export async function seedFirstBilling(today: CalendarDate, container: Pick<ContainerResolver<any>, 'make'>): Promise<void> {
  const [maker, approver] = [await demoPerson('billing'), await demoPerson('billing_approver')]
  const start = await container.make(StartBillingRun)
  const run = await start.now(addDays(startOfMonth(today), -1), maker)
  if (run.status !== 'proposed') return

  await new ApproveBillingRun().handle(run.id, run.revision, approver)
  await new BeginPosting().handle(run.id)
  await currentQueue().drain()
}

async function demoPerson(role: string): Promise<Actor> {
  const row = await db.from('users').join('role_users', 'role_users.user_id', 'users.id').join('roles', 'roles.id', 'role_users.role_id').where('roles.key', role).select('users.id').firstOrFail()
  return (await actorById(Number(row.id)))!
}
