import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within, type Trx } from '#shared/database/transaction'
import { PointBook, type Entered } from '#points/actions/point_book'
import PointsRefused from '#points/errors/points_refused'
import type { Lot } from '#points/rules/lot'
import { bookOpening } from '#points/rules/opening'

export interface AskedLot extends Omit<Lot, 'id'> {
  /** Asking twice under one key opens one lot. */
  key: string
  reason?: string
}

/** Opens a lot of points on an account; what the account owes is repaid from it. */
export default class OpenLot {
  /** @throws {PointsRefused} when the key stands for something else */
  async handle(accountId: number, asked: AskedLot, by: Actor | null, today: CalendarDate, trx?: Trx): Promise<Entered> {
    return within(trx, async (client) => {
      const { key, reason, ...lot } = asked
      const book = await PointBook.open(accountId, today, [key], [], client)
      const entered = book.enter({ key, kind: 'open', content: lot, reason, by }, (state) => bookOpening(state, { id: `lot ${key}`, ...lot }))
      if (entered.refusal) throw new PointsRefused(entered.refusal)
      await book.close(client)
      return entered
    })
  }
}
