import type { Trx } from '#shared/database/transaction'

/** Keeps which mail carries a reminder, so that its page can say what became of it. */
export default class NoteReminderMail {
  async handle(reminderId: number, mailId: number, trx: Trx): Promise<void> {
    await trx.from('reminders').where('id', reminderId).update({ mail_id: mailId })
  }
}
