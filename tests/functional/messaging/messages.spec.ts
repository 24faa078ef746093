import { test } from '@japa/runner'
import testUtils from '@adonisjs/core/services/test_utils'
import type { Queue } from '#contracts/queue'
import Notify from '#messaging/actions/notify'
import SendMail from '#messaging/actions/send_mail'
import { countUnread } from '#messaging/queries/notifications'
import { ownQueue } from '#tests/support/bell'
import { person, personWhoMay } from '#tests/support/people'

test.group('Messages', (group) => {
  let queue: Queue

  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())
  group.each.setup(() => {
    const own = ownQueue()
    queue = own.queue
    return own.restore
  })

  test('a person reads their notifications and marks them as read', async ({ assert, client }) => {
    const ana = await person()
    await new Notify().handle({ userIds: [ana.id], sentence: 'messaging.mails.password_reset.greeting', values: { name: 'Ana' }, href: '/' })
    const page = await client.get('/notifications').loginAs(ana)
    page.assertStatus(200)
    page.assertTextIncludes('Hello Ana,')

    const response = await client.post('/notifications/reading').loginAs(ana).withCsrfToken().redirects(0)
    response.assertStatus(303)
    assert.equal(await countUnread(ana.id), 0)
  })

  test('mails that were not sent say why and can be sent again', async ({ client }) => {
    const values = { name: 'Ana', url: 'http://127.0.0.1/x', minutes: 60 }
    const mail = await new SendMail().handle({ to: 'ana@example.test', template: 'password_reset', locale: 'en', values })
    await queue.drain()

    const postmaster = await personWhoMay({ 'mail.view': 'all', 'mail.resend': 'all' })
    const page = await client.get('/messaging/mails').loginAs(postmaster)
    page.assertStatus(200)
    page.assertTextIncludes('no mail server set')

    const again = client.post(`/messaging/mails/${mail.id}/resending`).loginAs(postmaster).withCsrfToken().redirects(0)
    const response = await again
    response.assertStatus(303)
  })

  test('whoever may not see mails does not', async ({ client }) => {
    const response = await client.get('/messaging/mails').loginAs(await person())
    response.assertStatus(403)
  })
})
