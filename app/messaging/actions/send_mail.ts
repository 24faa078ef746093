import i18nManager from '@adonisjs/i18n/services/main'
import { within, type Trx } from '#shared/database/transaction'
import { enqueue } from '#shared/outbox/enqueue'
import Mail, { type TemplateValues } from '#messaging/models/mail'
import { MAIL } from '#messaging/outbox/mail_outbox_kind'

export interface MailToSend {
  to: string
  /** `resources/views/emails/<template>_html.edge` and `_text.edge`; subject `messaging.mails.<template>.subject`. */
  template: string
  locale: string
  values: TemplateValues
}

/** Writes a mail in the caller's transaction; it is sent after commit, and again until the server takes it. */
export default class SendMail {
  async handle({ to, template, locale, values }: MailToSend, trx?: Trx): Promise<Mail> {
    return within(trx, async (client) => {
      const subject = i18nManager.locale(locale).t(`messaging.mails.${template}.subject`, values)
      const mail = await Mail.create(
        { toAddress: to, template, locale, subject: subject.slice(0, 250), templateValues: values, state: 'queued' },
        { client }
      )
      await enqueue(
        MAIL,
        { subjectType: 'mail', subjectId: mail.id, reference: `mail-${mail.id}`, payload: { mailId: mail.id } },
        client
      )
      return mail
    })
  }
}
