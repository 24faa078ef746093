import type { HttpContext } from '@adonisjs/core/http'
import { mailsBefore } from '#messaging/queries/mails'
import { pageValidator } from '#messaging/validators/page'

export default class MailsController {
  async index({ request, view }: HttpContext) {
    const { before } = await pageValidator.validate(request.qs())
    return view.render('pages/messaging/mails/index', await mailsBefore(before))
  }
}
