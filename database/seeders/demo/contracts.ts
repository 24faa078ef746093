import { addMonthsAnchored, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import type { Trx } from '#shared/database/transaction'

/** What has happened to the contracts since their birth: a price that rose, a pause, an end; and who looks after which customer. */
export async function seedDemoContracts(trx: Trx, today: CalendarDate): Promise<void> {
  const at = sqlInstant(now())
  const lines = await trx
    .from('contract_lines')
    .join('service_contracts', 'service_contracts.id', 'contract_lines.service_contract_id')
    .select('contract_lines.id', 'contract_lines.unit_price', 'contract_lines.starts_on')
    .where('service_contracts.status', 'active')
    .where('contract_lines.starts_on', '<', addMonthsAnchored(today, -3))
    .orderBy('contract_lines.id')
  const event = { user_id: null, user_name: 'Javier Molina Prats', created_at: at }
  const [revalued, paused, ended] = lines

  const events = [
    revalued && { ...event, contract_line_id: revalued.id, kind: 'revalue', happens_on: addMonthsAnchored(today, -1), terms: JSON.stringify({ pct: '2.8' }), reason: 'IPC' },
    paused && { ...event, contract_line_id: paused.id, kind: 'suspend', happens_on: addMonthsAnchored(today, -2), terms: '{}', reason: 'Obras en la planta' },
    paused && { ...event, contract_line_id: paused.id, kind: 'resume', happens_on: addMonthsAnchored(today, -1), terms: '{}', reason: 'Fin de las obras' },
    ended && { ...event, contract_line_id: ended.id, kind: 'terminate', happens_on: addMonthsAnchored(today, 1), terms: JSON.stringify({ credit: 'credit' }), reason: 'Machine sold' },
  ].filter(Boolean)
  await insertMany(trx, 'contract_line_events', events as Record<string, unknown>[])
  await shareOut(trx)
}

/** Every third company belongs to somebody of sales. */
async function shareOut(trx: Trx) {
  const owner = await trx.from('users').join('role_users', 'role_users.user_id', 'users.id').join('roles', 'roles.id', 'role_users.role_id').where('roles.key', 'sales').select('users.id').first()
  if (!owner) return
  const group = await trx.from('group_users').where('user_id', owner.id).select('group_id').first()
  await trx.from('companies').whereRaw('id % 3 = 0').update({ owner_id: owner.id, group_id: group?.group_id ?? null })
}
