import type { HttpContext } from '@adonisjs/core/http'
import { notificationsOf } from '#messaging/queries/notifications'
import { pageValidator } from '#messaging/validators/page'

export default class NotificationsController {
  async index({ actor, request, view }: HttpContext) {
    const { before } = await pageValidator.validate(request.qs())
    return view.render('pages/messaging/notifications/index', await notificationsOf(actor.id, before))
  }
}
