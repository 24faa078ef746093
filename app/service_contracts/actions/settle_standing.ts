import { earliest, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import { logChanges, type Author } from '#shared/records/change_log'
import { eventsOfLines } from '#service_contracts/queries/line_events'
import { standingOn, type Standing } from '#service_contracts/rules/standing'

interface ContractRow {
  id: number
  status: string
  version: number
  ends_on: CalendarDate | null
  /** First day without the contract after a notice that stands. */
  notice_effective_on: CalendarDate | null
}

/** What `standing_until` says when nothing agreed changes the status any more. */
const NEVER = '9999-12-31'

/** Gives a contract in force the status that its dated changes have on a day, and notes when to look again. */
export default class SettleStanding {
  async handle(contract: ContractRow, today: CalendarDate, author: Author, trx: Trx): Promise<void> {
    const { status: standing, until } = await this.standing(contract, today, trx)
    const status = standing === 'active' && contract.notice_effective_on ? 'notice_given' : standing
    const row = trx.from('service_contracts').where('id', contract.id)
    if (status === contract.status) return void (await row.update({ standing_until: until ?? NEVER }))

    const version = Number(contract.version) + 1
    await row.update({ status, version, standing_until: until ?? NEVER, updated_at: sqlInstant(now()) })
    const changes: Record<string, [unknown, unknown]> = { status: [contract.status, status] }
    await logChanges([{ recordType: 'service_contract', recordId: Number(contract.id), kind: 'changed', changes }], author, trx)
  }

  private async standing(contract: ContractRow, today: CalendarDate, trx: Trx): Promise<Standing> {
    const lines = await trx.from('contract_lines').select('id', 'ends_on').where('service_contract_id', contract.id)
    const events = await eventsOfLines(lines.map(({ id }) => Number(id)), trx)
    const spans = lines.map(({ id, ends_on: end }) => ({ end: sooner(end, contract.ends_on), events: events.get(Number(id)) ?? [] }))
    return standingOn(spans, today)
  }
}

function sooner(one: CalendarDate | null, other: CalendarDate | null): CalendarDate | null {
  return one && other ? earliest(one, other) : (one ?? other)
}
