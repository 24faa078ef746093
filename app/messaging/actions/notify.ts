import { now, sqlInstant } from '#shared/clock'
import { insertMany } from '#shared/database/bulk'
import { within, type Trx } from '#shared/database/transaction'

export interface NotificationToGive {
  userIds: readonly number[]
  /** Key of the sentence in the language files; each person reads it in their own language. */
  sentence: string
  values?: Record<string, string | number>
  /** The page it is about, from the root of this site. */
  href?: string
}

/** Tells people something; the bell counts it until they have read it. */
export default class Notify {
  async handle({ userIds, sentence, values = {}, href }: NotificationToGive, trx?: Trx): Promise<void> {
    const rows = [...new Set(userIds)].map((userId) => ({
      user_id: userId,
      sentence,
      sentence_values: JSON.stringify(values),
      href: href ?? null,
      created_at: sqlInstant(now()),
    }))
    if (rows.length > 0) await within(trx, (client) => insertMany(client, 'notifications', rows))
  }
}
