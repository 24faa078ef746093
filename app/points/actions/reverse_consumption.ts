import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within, type Trx } from '#shared/database/transaction'
import { PointBook, type Entered } from '#points/actions/point_book'
import PointsRefused from '#points/errors/points_refused'
import { consumptionOf } from '#points/queries/consumption'
import { lockedAccount } from '#points/queries/point_account'
import { refusal } from '#points/rules/account'
import type { Points } from '#points/rules/points'
import { bookReversal } from '#points/rules/reversal'

export interface AskedReversal {
  key: string
  /** Key of the consumption. */
  of: string
  /** Null for all that is left of it. */
  points: Points | null
  reason: string
}

/** Gives points of a consumption back to the lots they came from. */
export default class ReverseConsumption {
  /** @throws {PointsRefused} when there is no such consumption, or nothing left of it */
  async handle(accountId: number, asked: AskedReversal, by: Pick<Actor, 'id' | 'name'> | null, today: CalendarDate, trx?: Trx): Promise<Entered> {
    return within(trx, async (client) => {
      await lockedAccount(accountId, client)
      const undone = await consumptionOf(accountId, asked.of, client)
      const book = await PointBook.open(accountId, today, [asked.key], undone?.lotIds ?? [], client)
      const { key, reason, ...content } = asked
      const wanted = { key, kind: 'reverse' as const, content, aboutNo: undone?.no, reason, by }
      const entered = book.enter(wanted, (state) =>
        undone ? bookReversal(state, undone, asked.points, book.day, key) : refusal('UNKNOWN_CONSUMPTION', asked.points ?? 0, 0)
      )
      if (entered.refusal) throw new PointsRefused(entered.refusal, 'points')
      await book.close(client)
      return entered
    })
  }
}
