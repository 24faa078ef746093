import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { todayIn } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import type { Row } from '#shared/records/record_type'
import { extendContractPoints, takeOverPoints } from '#service_contracts/actions/grant_contract_points'
import { withdrawContractPoints } from '#service_contracts/actions/withdraw_contract_points'
import { IN_FORCE } from '#service_contracts/rules/in_force'

/** What saving a points contract does to its points: those taken over are booked when it comes, and its term carries them when its end is moved. */
export async function followPoints(row: Row, before: Row | null, actor: Actor, trx: Trx): Promise<void> {
  if (row.kind !== 'points') return
  const today = todayIn(actor.timeZone)
  if (!before) {
    if (row.was_running && row.opening_points !== null) await takeOverPoints(row, today, trx)
    return
  }
  const [end, old] = [row.ends_on as CalendarDate | null, before.ends_on as CalendarDate | null]
  if (end === old || old === null || !IN_FORCE.includes(String(row.status))) return
  const author = { source: 'screen' as const, id: actor.id, name: actor.name }
  if (end === null || end > old) await extendContractPoints(row, old, end, today, author, trx)
  else await withdrawContractPoints(row, end, today, author, trx)
}
