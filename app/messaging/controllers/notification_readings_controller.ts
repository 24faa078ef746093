import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import MarkNotificationsRead from '#messaging/actions/mark_notifications_read'

export default class NotificationReadingsController {
  @inject()
  async store({ actor, params, response }: HttpContext, markRead: MarkNotificationsRead) {
    await markRead.handle(actor.id, params.id ? Number(params.id) : null)
    return response.redirect().status(303).toPath('/notifications')
  }
}
