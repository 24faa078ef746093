import CloseMonth from '#billing/actions/close_month'
import ClosedMonth from '#billing/models/closed_month'
import { monthStatement } from '#reporting/queries/month_statement'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import type { Work } from '#shared/undertakings/work'

export interface AskedClosing {
  month: string
  /** The day it is for who closes it. */
  today: CalendarDate
}

/** Computes the statement of a month anew and closes the month by it, under the name of who asked. */
export default class CloseStatedMonth {
  async handle({ month, today }: AskedClosing, work: Work): Promise<{ hash: string }> {
    const statement = await monthStatement(month, (done, total) => work.progress(done, total))
    const closed = await ClosedMonth.findBy('closedKey', month)
    // the worker died after it had closed the month and before it could say so
    if (closed?.closedById === work.by!.id && closed.hash === statement.hash) return { hash: closed.hash }

    const { hash } = await new CloseMonth().handle(month, statement, work.by!, today)
    return { hash }
  }
}
