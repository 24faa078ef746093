import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#shared/actor'
import { todayIn } from '#shared/clock'
import type { Row } from '#shared/records/record_type'

const SHOWN = 100

/** The activities of a contract with who does them, those to do before those done, soonest first. */
export async function peoplePart(row: Row, actor: Actor) {
  const activities = await db
    .from('contract_activities')
    .leftJoin('users', 'users.id', 'contract_activities.owner_id')
    .select('contract_activities.*', 'users.full_name as owner')
    .where('service_contract_id', row.id)
    .orderByRaw('case when done_on is null then 0 else 1 end, due_on, contract_activities.id')
    .limit(SHOWN)
  const total = activities.length
  const sum = activities.reduce((all, one) => all + Number(one.progress), 0)
  return { activities, today: todayIn(actor.timeZone), progress: total ? Math.round(sum / total) : 0, mayAddActivity: actor.may('contract_activity', 'create') }
}
