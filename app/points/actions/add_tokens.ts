import type { Actor } from '#shared/actor'
import type { CalendarDate } from '#shared/calendar/calendar_date'
import { within, type Trx } from '#shared/database/transaction'
import { TokenBook } from '#points/actions/token_book'
import type { Tokens } from '#points/rules/tokens'

export interface AskedTokens {
  key: string
  companyId: number
  modelId: number
  /** Not zero; below zero to take some away. */
  tokens: Tokens
  reason: string
}

/** Adds tokens by hand, or takes some away, with a reason; asked twice under one key, once. */
export default class AddTokens {
  async handle({ key, companyId, modelId, tokens, reason }: AskedTokens, by: Actor | null, today: CalendarDate, trx?: Trx): Promise<void> {
    await within(trx, async (client) => {
      const book = await TokenBook.open(companyId, modelId, today, client)
      const sourceKey = `manual:${key}`
      if (await client.from('token_moves').where({ token_account_id: book.id, source_key: sourceKey }).first()) return
      await book.write({ tokens, source: 'manual', key: sourceKey, part: 1, reason, by })
      await book.close()
    })
  }
}
