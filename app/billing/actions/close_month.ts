import type { Actor } from '#shared/actor'
import { endOfMonth, calendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import { now } from '#shared/clock'
import { within } from '#shared/database/transaction'
import { passGate } from '#billing/actions/pass_gate'
import MonthNotClosable from '#billing/errors/month_not_closable'
import ClosedMonth, { type MonthTotal } from '#billing/models/closed_month'

/** What a month comes to, as its statement says. */
export interface MonthStatement {
  totals: MonthTotal[]
  /** Lines that are neither billed, held nor left out, of this month and those before it. */
  differenceLines: number
  /** Sources that cannot be computed. */
  refusals: number
  /** SHA-256 over every line of the statement. */
  hash: string
}

/** Closes a month under the name of a person; from here on what is dated in it moves on or is refused. */
export default class CloseMonth {
  /** @throws {MonthNotClosable} while it runs, is closed already, or something of it is left unbilled */
  async handle(month: string, statement: MonthStatement, actor: Pick<Actor, 'id' | 'name'>, today: CalendarDate): Promise<ClosedMonth> {
    return within(undefined, async (trx) => {
      await passGate(trx)
      if (endOfMonth(calendarDate(`${month}-01`)) >= today) throw new MonthNotClosable('month_not_over')
      if (await ClosedMonth.query({ client: trx }).where('closedKey', month).forUpdate().first()) throw new MonthNotClosable('month_closed_already')
      if (statement.refusals > 0) throw new MonthNotClosable('month_cannot_compute')
      if (statement.differenceLines > 0) throw new MonthNotClosable('month_left_unbilled')

      const signed = { closedById: actor.id, closedBy: actor.name, closedAt: now() }
      return ClosedMonth.create({ month, closedKey: month, totals: statement.totals, hash: statement.hash, ...signed }, { client: trx })
    })
  }

  /** Opens a month again, with a reason; the record of its closing stays. */
  async undo(id: number, reason: string, actor: Actor): Promise<ClosedMonth> {
    return within(undefined, async (trx) => {
      await passGate(trx)
      const closed = await ClosedMonth.query({ client: trx }).where('id', id).forUpdate().firstOrFail()
      if (!closed.isClosed) throw new MonthNotClosable('month_not_closed')

      return closed.merge({ closedKey: null, reopenedBy: actor.name, reopenedAt: now(), reason }).save()
    })
  }
}
