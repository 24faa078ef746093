import testUtils from '@adonisjs/core/services/test_utils'
import db from '@adonisjs/lucid/services/db'
import { test } from '@japa/runner'
import type { Queue } from '#contracts/queue'
import type { Actor } from '#shared/actor'
import SweepOutbox from '#shared/outbox/actions/sweep_outbox'
import ResendMail from '#messaging/actions/resend_mail'
import { offerMailAttachment } from '#messaging/mail_attachments'
import SendMail from '#messaging/actions/send_mail'
import Mail from '#messaging/models/mail'
import { ownQueue } from '#tests/support/bell'
import { openInbox, type Inbox } from '#tests/support/smtp'

const reset = {
  to: 'ana@example.test',
  template: 'password_reset',
  locale: 'ro',
  values: { name: 'Ana', url: 'http://127.0.0.1/password/reset/secret', minutes: 60 },
}

test.group('Send mail', (group) => {
  let queue: Queue
  let inbox: Inbox | undefined

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    const own = ownQueue()
    queue = own.queue
    return async () => {
      await inbox?.close()
      inbox = undefined
      own.restore()
    }
  })

  test('a mail arrives in the language of its reader, and its secret is forgotten', async ({ assert }) => {
    inbox = await openInbox()
    const { id } = await new SendMail().handle(reset)
    await queue.drain()

    const mail = await Mail.findOrFail(id)
    assert.equal(mail.state, 'sent')
    assert.isNull(mail.templateValues)
    assert.lengthOf(inbox.mails, 1)
    assert.deepEqual(inbox.mails[0].to, ['ana@example.test'])
    const raw = inbox.mails[0].raw.replaceAll('=\r\n', '')
    assert.include(raw, 'http://127.0.0.1/password/reset/secret')
    assert.include(raw, 'text/plain')
    assert.include(raw, 'text/html')
    assert.include(raw, 'Linkul')
  })

  test('a file that is named leaves with the mail', async ({ assert }) => {
    inbox = await openInbox()
    offerMailAttachment('tested', async (id) => ({ filename: `paper-${id}.pdf`, contentType: 'application/pdf', content: Buffer.from('%PDF-tested') }))
    await new SendMail().handle({ ...reset, values: { ...reset.values, attached: 'tested:7' } })
    await queue.drain()

    const { raw } = inbox.mails[0]
    assert.include(raw, 'filename=paper-7.pdf')
    assert.include(raw, Buffer.from('%PDF-tested').toString('base64'))
  })

  test('a mail server that is busy is asked again', async ({ assert }) => {
    inbox = await openInbox()
    inbox.refuseWith = 451
    const { id } = await new SendMail().handle(reset)
    await queue.drain()
    assert.isEmpty(inbox.mails)

    inbox.refuseWith = null
    await db.from('jobs').delete()
    await db.from('outbox_messages').update({ next_attempt_at: '2026-01-01 00:00:00' })
    await new SweepOutbox().handle()
    await queue.drain()
    const mail = await Mail.findOrFail(id)
    assert.equal(mail.state, 'sent')
    assert.lengthOf(inbox.mails, 1)
  })

  test('a mail the server refuses is shown as not sent', async ({ assert }) => {
    inbox = await openInbox()
    inbox.refuseWith = 550
    const { id } = await new SendMail().handle(reset)
    await queue.drain()

    const mail = await Mail.findOrFail(id)
    assert.include(mail.toJSON(), { state: 'unsent', problemCode: 'mail_refused' })
  })

  test('without a mail server it is kept, and sent once there is one', async ({ assert }) => {
    const { id } = await new SendMail().handle(reset)
    await queue.drain()
    const kept = await Mail.findOrFail(id)
    assert.include(kept.toJSON(), { state: 'unsent', problemCode: 'no_mail_server' })

    inbox = await openInbox()
    await new ResendMail().handle(id, { id: 1, name: 'Ada' } as Actor)
    await queue.drain()
    const sent = await Mail.findOrFail(id)
    assert.equal(sent.state, 'sent')
  })
})
