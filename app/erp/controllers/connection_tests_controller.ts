import type { HttpContext } from '@adonisjs/core/http'
import TestConnection from '#erp/actions/test_connection'
import ErpConnection from '#erp/models/erp_connection'

export default class ConnectionTestsController {
  async store({ params, response, session, i18n }: HttpContext) {
    const { id, kind, ownSettings } = await ErpConnection.findOrFail(params.connection_id)
    const { name, version, company, currency, timeZone } = await new TestConnection().handle(kind, ownSettings, id)

    session.flash('notice', i18n.t('erp.connections.answered', { name, version, company, currency, timeZone }))
    return response.redirect().status(303).toPath('/erp/connections')
  }
}
