import mail from '@adonisjs/mail/services/main'
import type { Message } from '@adonisjs/mail'
import { isMailServerSet } from '#config/mail'

/** The mail server this installation sends through, if it has one. */
export default class MailServer {
  get isSet(): boolean {
    return isMailServerSet
  }

  async send(compose: (message: Message) => void): Promise<void> {
    await mail.send(compose)
  }
}
