import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within, type Trx } from '#shared/database/transaction'
import { PointBook, type Entered } from '#points/actions/point_book'
import PointsRefused from '#points/errors/points_refused'
import { bookCorrection } from '#points/rules/correction'
import { withNext } from '#points/queries/next_lots'
import type { Points } from '#points/rules/points'

export interface AskedCorrection {
  key: string
  points: Points
  lotId: number | null
  /** Of the lot that points more open when none is named. */
  expiresOn: CalendarDate | null
  reason: string
}

/** Puts an account right by hand, with a reason; the moves before stay as they were. */
export default class CorrectPoints {
  /** @throws {PointsRefused} when a lot would hold less than nothing, or is not there */
  async handle(accountId: number, asked: AskedCorrection, by: Actor | null, today: CalendarDate, trx?: Trx): Promise<Entered> {
    return within(trx, async (client) => {
      const { key, reason, ...content } = asked
      const book = await PointBook.open(accountId, today, [key], asked.lotId === null ? [] : await withNext([asked.lotId], client), client)
      const lotId = asked.lotId === null ? null : String(asked.lotId)
      const entered = book.enter({ key, kind: 'correct', content, reason, by }, (state) => {
        const opens = { id: `lot ${key}`, points: asked.points, unitValue: null, source: 'correction' as const, validFrom: book.day, expiresOn: asked.expiresOn, priority: 0, isBonus: true }
        return bookCorrection(state, { points: asked.points, lotId, opens }, book.day)
      })
      if (entered.refusal) throw new PointsRefused(entered.refusal, 'points')
      await book.close(client)
      return entered
    })
  }
}
