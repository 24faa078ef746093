import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import ReadCompany from '#erp/actions/read_company'

export default class CompanyReadingsController {
  @inject()
  async store({ params, response, session, i18n }: HttpContext, read: ReadCompany) {
    const isThere = await read.handle(Number(params.company_id))

    session.flash(isThere ? 'notice' : 'error', i18n.t(isThere ? 'bindings.company.read' : 'bindings.company.not_there'))
    return response.redirect().status(303).toPath(`/crm/companies/${params.company_id}`)
  }
}
