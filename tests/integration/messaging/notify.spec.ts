import testUtils from '@adonisjs/core/services/test_utils'
import { test } from '@japa/runner'
import MarkNotificationsRead from '#messaging/actions/mark_notifications_read'
import Notify from '#messaging/actions/notify'
import { countUnread, notificationsOf } from '#messaging/queries/notifications'

const [ANA, MIHAI] = [90_001, 90_002]

test.group('Notify', (group) => {
  group.each.setup(() => testUtils.db().wrapInGlobalTransaction())

  test('each person is told once and marks their own as read', async ({ assert }) => {
    await new Notify().handle({ userIds: [ANA, MIHAI, MIHAI], sentence: 'messaging.notifications.none', href: '/' })
    await new Notify().handle({ userIds: [ANA], sentence: 'messaging.notifications.none' })
    assert.deepEqual([await countUnread(ANA), await countUnread(MIHAI)], [2, 1])

    const { notifications } = await notificationsOf(ANA)
    await new MarkNotificationsRead().handle(MIHAI, notifications[0].id)
    assert.equal(await countUnread(ANA), 2)
    await new MarkNotificationsRead().handle(ANA, notifications[0].id)
    assert.equal(await countUnread(ANA), 1)
    await new MarkNotificationsRead().handle(ANA, null)
    assert.equal(await countUnread(ANA), 0)
  })
})
