import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { addDays, type CalendarDate } from '#shared/calendar/calendar_date'
import SaveRecord from '#shared/records/actions/save_record'
import type { Row, Values } from '#shared/records/record_type'
import { DEMO_DOMAIN } from '#identity/queries/demo_people'
import MoveRequest, { type RequestStep } from '#service_desk/actions/move_request'
import { SERVICE_REQUEST } from '#service_desk/records/service_request'
import { WORK_LINE } from '#service_desk/records/work_line'

type Move = [move: RequestStep['move'], more?: Partial<RequestStep>]

/** What the service desk of the demo has before it: requests at every stage, one solved whose work is to be approved. */
export async function seedDemoServiceDesk(today: CalendarDate): Promise<void> {
  const clerk = await actor('carmen')
  const items: Row[] = await db
    .from('installed_items')
    .join('contract_lines', 'contract_lines.installed_item_id', 'installed_items.id')
    .join('service_contracts', 'service_contracts.id', 'contract_lines.service_contract_id')
    .where({ 'service_contracts.status': 'active', kind: 'maintenance', is_open: true })
    .distinct('installed_items.id', 'installed_items.company_id')
    .orderBy('installed_items.id')
    .limit(4)
  if (items.length < 4) return
  const ask = async (item: Row, values: Values, moves: Move[] = []) => {
    const row = await new SaveRecord().handle(SERVICE_REQUEST, { id: null, values: { company_id: item.company_id, installed_item_id: item.id, channel: 'phone', severity: '3', ...values } }, clerk)
    for (const [move, more] of moves) await new MoveRequest().handle(row.id, { move, reason: null, assigneeId: clerk.id, ...more }, clerk)
    return row
  }
  const report = (row: Row, values: Values) => new SaveRecord().handle(WORK_LINE, { id: null, values: { service_request_id: row.id, ...values } }, clerk)
  const begun: Move[] = [['qualify'], ['assign'], ['start']]

  await ask(items[0], { subject: 'No arranca por la mañana', severity: '2', received_on: addDays(today, -1), received_time: '17:50' })
  await ask(items[1], { subject: 'Ruido en el ventilador', channel: 'email', received_on: addDays(today, -1), received_time: '09:15' }, [['qualify'], ['assign']])
  await ask(items[2], { subject: 'Parada completa', severity: '1', received_on: addDays(today, -2), received_time: '16:40' }, [...begun, ['wait', { waitingFor: 'part', reason: 'El recambio llega mañana' }]])

  const day = addDays(today, -4)
  const reported = await ask(items[3], { subject: 'Revisión del cuadro eléctrico', received_on: day, received_time: '08:20' }, begun)
  await report(reported, { kind: 'labour', description: 'Diagnóstico y ajuste', quantity: '1.5', unit_price: '68.00', place: 'on_site', worked_on: day, worked_from: '10:00' })
  await report(reported, { kind: 'travel', description: 'Ida y vuelta', quantity: '42', unit_price: '0.45', worked_on: day, worked_from: '09:15' })
  await new MoveRequest().handle(reported.id, { move: 'solve', reason: 'Borne flojo apretado' }, clerk)
}

async function actor(name: string): Promise<Actor> {
  const user = await db.from('users').where('email', `${name}@${DEMO_DOMAIN}`).firstOrFail()
  return { id: Number(user.id), name: user.full_name, email: user.email, locale: 'es', timeZone: 'Europe/Madrid', groupIds: [], reach: () => 'all', may: () => true }
}
