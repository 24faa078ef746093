import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { calendarDate, isCalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import type { Values } from '#shared/records/record_type'
import ContractModelMove from '#service_contracts/models/contract_model_move'
import { moveRehearsal } from '#service_contracts/queries/models/move_rehearsal'
import { newestModelVersion } from '#service_contracts/queries/models/model_versions'

/** What a move to the newest version would do from the day asked for, and the moves there were. */
export async function modelMovesPage(modelId: number, query: Values, actor: Actor) {
  const today = todayIn(actor.timeZone)
  const on = typeof query.on === 'string' && isCalendarDate(query.on) ? calendarDate(query.on) : today
  const newest = await newestModelVersion(modelId, db.connection())
  const earlier = await ContractModelMove.query().where('contractModelId', modelId).orderBy('id', 'desc').limit(10)
  const running = earlier.find(({ state }) => state === 'running') ?? null
  const numbers = await db.from('contract_model_versions').where('contract_model_id', modelId).select('id', 'number')
  const rehearsal = newest && !running ? await moveRehearsal(newest, on, today) : null
  return { on, newest, running, earlier, numberOf: new Map(numbers.map((row) => [Number(row.id), Number(row.number)])), rehearsal }
}
