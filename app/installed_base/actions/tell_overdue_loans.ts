import type { CalendarDate } from '#shared/calendar/calendar_date'
import { affectedRows } from '#shared/database/affected_rows'
import { within, type Trx } from '#shared/database/transaction'
import LoansOverdue from '#installed_base/events/loans_overdue'
import { overdueAddress } from '#installed_base/queries/overdue_loans'

/** Announces loans whose last day is over, each loan once for each last day it had. */
export default class TellOverdueLoans {
  async handle(today: CalendarDate, trx?: Trx): Promise<number> {
    return within(trx, async (inner) => {
      const told = await inner
        .from('installed_items')
        .where({ ownership: 'loaned', is_open: true })
        .where('expected_back_on', '<', today)
        .where((untold) => void untold.whereNull('overdue_told_on').orWhereColumn('overdue_told_on', '!=', 'expected_back_on'))
        .update({ overdue_told_on: inner.raw('expected_back_on') })
      const count = affectedRows(told)
      if (count > 0) await LoansOverdue.dispatch(count, overdueAddress(today), inner)
      return count
    })
  }
}
