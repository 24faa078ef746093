import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within } from '#shared/database/transaction'
import { HOUSE } from '#shared/records/change_log'
import SettleStanding from '#service_contracts/actions/settle_standing'
import { IN_FORCE } from '#service_contracts/rules/in_force'

const BATCH = 500

/** Ends, suspends and resumes the contracts for which that was agreed for today or before. */
export default class SettleStandings {
  async handle(today: CalendarDate): Promise<void> {
    for (let last = 0; ; ) {
      const due = await db
        .from('service_contracts')
        .select('id')
        .whereIn('status', IN_FORCE)
        .where((query) => void query.whereNull('standing_until').orWhere('standing_until', '<=', today))
        .where('id', '>', last)
        .orderBy('id')
        .limit(BATCH)
      if (due.length === 0) return
      for (const { id } of due) await this.settle(Number(id), today)
      last = Number(due.at(-1)!.id)
    }
  }

  private async settle(id: number, today: CalendarDate): Promise<void> {
    await within(undefined, async (trx) => {
      const contract = await trx.from('service_contracts').where('id', id).whereIn('status', IN_FORCE).forUpdate().first()
      if (contract) await new SettleStanding().handle(contract, today, HOUSE, trx)
    })
  }
}
