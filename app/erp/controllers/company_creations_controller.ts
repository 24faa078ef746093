import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import SendProspect from '#erp/actions/send_prospect'
import { creationValidator } from '#erp/validators/bindings'

export default class CompanyCreationsController {
  @inject()
  async store({ params, request, response, session, i18n }: HttpContext, send: SendProspect) {
    const { connection_id: connectionId } = await request.validateUsing(creationValidator)
    await send.handle(Number(params.company_id), connectionId)

    session.flash('notice', i18n.t('bindings.company.sent'))
    return response.redirect().status(303).toPath(`/crm/companies/${params.company_id}`)
  }
}
