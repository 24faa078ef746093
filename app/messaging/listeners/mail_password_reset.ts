import { appUrl } from '#config/app'
import type PasswordResetAsked from '#identity/events/password_reset_asked'
import SendMail from '#messaging/actions/send_mail'

export default class MailPasswordReset {
  async handle({ user, path, validForMinutes, trx }: PasswordResetAsked) {
    await new SendMail().handle(
      {
        to: user.email,
        template: 'password_reset',
        locale: user.locale,
        values: { name: user.fullName, url: new URL(path, appUrl).href, minutes: validForMinutes },
      },
      trx
    )
  }
}
