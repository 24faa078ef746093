import db from '@adonisjs/lucid/services/db'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within } from '#shared/database/transaction'
import { PointBook } from '#points/actions/point_book'
import { bookExpiry } from '#points/rules/expiry'

const PAGE = 200

/** Writes off what is left in lots whose last day has passed. Run again it finds nothing. */
export default class ExpireLots {
  /** @returns how many accounts lost points */
  async handle(today: CalendarDate): Promise<number> {
    let expired = 0
    for (let last = 0; ; ) {
      const rows = await db
        .from('point_lots')
        .distinct('point_account_id as id')
        .where('remaining', '>', 0)
        .where('expires_on', '<=', today)
        .where('point_account_id', '>', last)
        .orderBy('point_account_id')
        .limit(PAGE)
      for (const { id } of rows) expired += await this.expire(Number(id), today)
      if (rows.length < PAGE) return expired
      last = Number(rows.at(-1)!.id)
    }
  }

  private expire(accountId: number, today: CalendarDate): Promise<number> {
    return within(undefined, async (trx) => {
      const book = await PointBook.open(accountId, today, [], [], trx)
      // numbered, so that a lot given back to and expired on one day is written off again
      const key = `expiry ${book.day} ${book.account.lastEntry + 1}`
      if (!book.mayExpire) return 0
      book.enter({ key, kind: 'expire', content: { on: book.day }, by: null }, (state) => bookExpiry(state, book.day))
      await book.close(trx)
      return 1
    })
  }
}
