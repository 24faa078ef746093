import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import MarkNotificationsRead from '#messaging/actions/mark_notifications_read'
import Notify from '#messaging/actions/notify'
import { countUnread, notificationsOf } from '#messaging/queries/notifications'

test.group('Notify', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('each person is told once and marks their own as read', async ({ assert }) => {
    await new Notify().handle({ userIds: [1, 2, 2], sentence: 'messaging.notifications.none', href: '/' })
    await new Notify().handle({ userIds: [1], sentence: 'messaging.notifications.none' })
    assert.deepEqual([await countUnread(1), await countUnread(2)], [2, 1])

    const { notifications } = await notificationsOf(1)
    await new MarkNotificationsRead().handle(2, notifications[0].id)
    assert.equal(await countUnread(1), 2)
    await new MarkNotificationsRead().handle(1, notifications[0].id)
    assert.equal(await countUnread(1), 1)
    await new MarkNotificationsRead().handle(1, null)
    assert.equal(await countUnread(1), 0)
  })
})
