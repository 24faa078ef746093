import edge from 'edge.js'
import app from '@adonisjs/core/services/app'
import i18nManager from '@adonisjs/i18n/services/main'
import { now } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import { registerOutboxKind, type DeliveryOutcome, type Problem } from '#shared/outbox/kinds'
import type OutboxMessage from '#shared/outbox/outbox_message'
import { mailFile, type MailFile } from '#messaging/mail_attachments'
import MailServer from '#messaging/mail_server'
import Mail from '#messaging/models/mail'
import { mailFault } from '#messaging/rules/mail_fault'

export const MAIL = 'mail'

const NO_SERVER = { code: 'no_mail_server', sentence: 'No mail server is set' }

registerOutboxKind(MAIL, {
  mayRepeat: true,
  settleSeconds: 0,
  deliver,
  onDone: (message, trx) => update(message, trx, { state: 'sent', sentAt: now(), templateValues: null }),
  onRefused: (message, problem, trx) => update(message, trx, { state: 'unsent', ...textOf(problem) }),
  onHeld: (message, problem, trx) => update(message, trx, { state: 'unsent', ...textOf(problem) }),
  onResumed: (message, trx) => update(message, trx, { state: 'queued' }),
})

async function deliver(message: OutboxMessage): Promise<DeliveryOutcome> {
  const mail = await Mail.findOrFail(message.subjectId)
  const server = await app.container.make(MailServer)
  if (!server.isSet) return { outcome: 'blocked', problem: NO_SERVER }

  let body: { html: string; text: string }
  let file: MailFile | null
  try {
    body = await render(mail)
    file = await mailFile(mail.templateValues?.attached)
  } catch (error) {
    return { outcome: 'refused', problem: { code: 'template', sentence: (error as Error).message } }
  }

  try {
    await server.send((outgoing) => {
      outgoing.to(mail.toAddress).subject(mail.subject).html(body.html).text(body.text)
      if (file) outgoing.attachData(file.content, { filename: file.filename, contentType: file.contentType })
      outgoing.header('Message-ID', `<${message.reference}.${mail.createdAt.toMillis()}@annexa>`)
    })
    return { outcome: 'accepted', reply: {} }
  } catch (error) {
    return mailFault(error)
  }
}

async function render(mail: Mail) {
  const i18n = i18nManager.locale(mail.locale)
  const state = {
    ...mail.templateValues,
    locale: mail.locale,
    subject: mail.subject,
    t: (key: string, values?: Record<string, unknown>) => i18n.t(key, values),
  }
  return {
    html: await edge.render(`emails/${mail.template}_html`, state),
    text: await edge.render(`emails/${mail.template}_text`, state),
  }
}

async function update(message: OutboxMessage, trx: Trx, changes: Partial<Mail>) {
  const mail = await Mail.findOrFail(message.subjectId, { client: trx })
  await mail.merge({ problemCode: null, problem: null, ...changes }).save()
}

function textOf(problem: Problem | null) {
  return { problemCode: problem?.code ?? null, problem: problem?.sentence.slice(0, 500) ?? null }
}
