import type { CalendarDate } from '#shared/calendar/calendar_date'
import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import { differences, HOUSE, logChanges } from '#shared/records/change_log'
import { warrantyKey } from '#service_contracts/rules/birth'

/** Ends the warranty contract of a registration: on the day its item changed hands, or as if it had never been. */
export default class EndWarrantyContract {
  /** @returns the day on which it would have ended; null where there was none, or no end */
  async handle(registrationId: number, on: CalendarDate | null, trx?: Trx): Promise<CalendarDate | null> {
    return within(trx, async (inner) => {
      const contract = await inner.from('service_contracts').where('source_key', warrantyKey(registrationId)).forUpdate().first()
      if (!contract || contract.status === 'cancelled') return null

      const isPast = on !== null && contract.ends_on !== null && contract.ends_on <= on
      if (isPast) return contract.ends_on
      const begins = contract.starts_on as CalendarDate
      const ending = on === null || on <= begins ? { status: 'cancelled' } : { ends_on: on, standing_until: null }
      await inner.from('service_contracts').where('id', contract.id).update({ ...ending, version: Number(contract.version) + 1, updated_at: sqlInstant(now()) })
      await logChanges([{ recordType: 'service_contract', recordId: Number(contract.id), kind: 'changed', changes: differences(contract, ending) }], HOUSE, inner)
      return contract.ends_on
    })
  }
}
