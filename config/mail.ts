import env from '#start/env'
import { defineConfig, transports } from '@adonisjs/mail'
import type { InferMailers } from '@adonisjs/mail/types'

const mail = defineConfig({
  default: 'smtp',
  from: { address: env.get('MAIL_FROM', 'annexa@localhost'), name: 'Annexa' },
  mailers: {
    smtp: transports.smtp({
      host: env.get('SMTP_HOST', '127.0.0.1'),
      port: env.get('SMTP_PORT', 25),
      ...(env.get('SMTP_USERNAME')
        ? { auth: { type: 'login' as const, user: env.get('SMTP_USERNAME')!, pass: env.get('SMTP_PASSWORD', '') } }
        : {}),
    }),
  },
})
export default mail

declare module '@adonisjs/mail/types' {
  export interface MailersList extends InferMailers<typeof mail> {}
}

/** Without a mail server mails are kept and shown as not sent. */
export const isMailServerSet = env.get('SMTP_HOST') !== undefined
