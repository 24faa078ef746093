import { now, sqlInstant } from '#shared/clock'
import { within, type Trx } from '#shared/database/transaction'
import Notification from '#messaging/models/notification'

/** A person has read one of their notifications, or all of them. */
export default class MarkNotificationsRead {
  async handle(userId: number, id: number | null, trx?: Trx): Promise<void> {
    await within(trx, async (client) => {
      const unread = Notification.query({ client }).where('userId', userId).whereNull('readAt')
      if (id !== null) unread.where('id', id)
      await unread.update({ readAt: sqlInstant(now()) })
    })
  }
}
