import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import { moneyText } from '#shared/money/money'
import SaveRecord from '#shared/records/actions/save_record'
import { DEMO_DOMAIN } from '#identity/queries/demo_people'
import MoveProject from '#projects/actions/move_project'
import { PROJECT, PROJECT_MILESTONE } from '#projects/records/project'

/** A project of an accepted offer that runs, with a milestone that should have been reached. */
export async function seedDemoProjects(today: CalendarDate): Promise<void> {
  const user = await db.from('users').where('email', `lucia@${DEMO_DOMAIN}`).firstOrFail()
  const actor: Actor = { id: Number(user.id), name: user.full_name, email: user.email, locale: 'es', timeZone: 'Europe/Madrid', groupIds: [], reach: () => 'all', may: () => true }
  const offer = await db.from('offers').where({ status: 'accepted', subject: 'Red de los salones' }).firstOrFail()
  const known = { company_id: offer.company_id, offer_id: offer.id, name: offer.subject, currency: offer.currency }
  const dates = { starts_on: addDays(today, -30), ends_on: addDays(today, 45) }
  const project = await new SaveRecord().handle(PROJECT, { id: null, values: { ...known, ...dates, price_cents: moneyText(Number(offer.net_cents), String(offer.currency)) } }, actor)

  const plan = [['Replanteo aprobado', '1/3', -3], ['Salones cableados', '1/3', 20], ['Recepción firmada', '1/3', 45]] as const
  for (const [name, share, days] of plan) {
    await new SaveRecord().handle(PROJECT_MILESTONE, { id: null, values: { project_id: project.id, name, share, due_on: addDays(today, days) } }, actor)
  }
  await new MoveProject().handle(project.id, { move: 'start' }, actor)
}
