import { addDays, daysBetween, type CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import { logChanges, type Author } from '#shared/records/change_log'
import { extendContractPoints } from '#service_contracts/actions/grant_contract_points'
import { deadlineOf } from '#service_contracts/rules/renewal/renewal_fields'

type Row = Record<string, any>

/** Moves the end of a contract, of its current term, of its points and of its lines by the days of a suspension that extends the term. */
export default class ExtendTerm {
  /**
   * @param since the first suspended day, `on` the first day with service again
   * @returns by how many days the end moved: none where a notice stands, which keeps its day
   */
  async handle(contract: Row, since: CalendarDate, on: CalendarDate, today: CalendarDate, author: Author, trx: Trx): Promise<number> {
    if (!contract.ends_on || contract.notice_effective_on || since >= contract.ends_on) return 0

    const days = daysBetween(since, on)
    const endsOn = addDays(contract.ends_on, days)
    const values = { ends_on: endsOn, deadline_on: deadlineOf({ ...contract, ends_on: endsOn }), standing_until: null }
    await trx.from('service_contracts').where('id', contract.id).update(values)
    await trx.from('contract_terms').where('live_key', `${contract.id}:${contract.term_no}`).update({ ends_on: endsOn })

    // the deadline moved: whoever was told of the old one is told of the new one in its time
    await trx.from('contract_alerts').where({ service_contract_id: contract.id, kind: 'renewal_deadline', fact_key: `term:${contract.term_no}` }).delete()

    const lines: Row[] = await trx.from('contract_lines').where('service_contract_id', contract.id).where('ends_on', '>', since)
    for (const { id, ends_on: end, version } of lines) {
      await trx.from('contract_lines').where('id', id).update({ ends_on: addDays(end, days), version: Number(version) + 1, updated_at: sqlInstant(now()) })
    }
    await extendContractPoints(contract, contract.ends_on, endsOn, today, author, trx)
    const changes: Record<string, [unknown, unknown]> = { ends_on: [contract.ends_on, endsOn] }
    await logChanges([{ recordType: 'service_contract', recordId: Number(contract.id), kind: 'changed', changes }], author, trx)
    return days
  }
}
