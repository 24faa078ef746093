import router from '@adonisjs/core/services/router'
import { permit, signedIn } from '#start/guards'

const Notifications = () => import('#messaging/controllers/notifications_controller')
const NotificationReadings = () => import('#messaging/controllers/notification_readings_controller')
const Mails = () => import('#messaging/controllers/mails_controller')
const MailResendings = () => import('#messaging/controllers/mail_resendings_controller')

router
  .group(() => {
    router.get('/notifications', [Notifications, 'index']).use(signedIn())
    router.post('/notifications/reading', [NotificationReadings, 'store']).as('notifications.read_all').use(signedIn())
    router
      .post('/notifications/:id/reading', [NotificationReadings, 'store'])
      .as('notifications.read_one')
      .use(signedIn())

    router.get('/messaging/mails', [Mails, 'index']).use(permit('mail', 'view'))
    router.post('/messaging/mails/:id/resending', [MailResendings, 'store']).use(permit('mail', 'resend'))
  })
  .where('id', router.matchers.number())
