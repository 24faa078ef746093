import type { HttpContext } from '@adonisjs/core/http'
import MapLaunchUser from '#erp/actions/map_launch_user'
import ErpConnection from '#erp/models/erp_connection'
import { launchUserValidator } from '#erp/validators/launch'

export default class LaunchUsersController {
  async store({ actor, params, request, response, session, i18n }: HttpContext) {
    const { erp_user: erpUser, user_id: userId } = await request.validateUsing(launchUserValidator)
    const { id } = await ErpConnection.findOrFail(params.connection_id)
    await new MapLaunchUser().handle(id, erpUser, userId, actor)

    session.flash('notice', i18n.t('launch.people.mapped', { user: erpUser }))
    return response.redirect().status(303).toPath(`/erp/connections/${id}/launch`)
  }

  async destroy({ actor, params, response, session, i18n }: HttpContext) {
    const connectionId = Number(params.connection_id)
    await new MapLaunchUser().remove(connectionId, Number(params.id), actor)

    session.flash('notice', i18n.t('launch.people.unmapped'))
    return response.redirect().status(303).toPath(`/erp/connections/${connectionId}/launch`)
  }
}
