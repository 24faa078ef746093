import type { HttpContext } from '@adonisjs/core/http'
import encryption from '@adonisjs/core/services/encryption'
import { now } from '#shared/clock'
import AddLaunchKey from '#erp/actions/add_launch_key'
import RevokeLaunchKey from '#erp/actions/revoke_launch_key'
import ErpConnection from '#erp/models/erp_connection'
import { launchKeyValidator } from '#erp/validators/launch'

export default class LaunchKeysController {
  async store({ actor, params, request, response, session, i18n }: HttpContext) {
    const { algorithm, public_key: publicKey = null, valid_days: days } = await request.validateUsing(launchKeyValidator)
    const { id } = await ErpConnection.findOrFail(params.connection_id)
    const expiresAt = days ? now().plus({ days }) : null
    const { key, secret } = await new AddLaunchKey().handle(id, { algorithm, publicKey, expiresAt }, actor)

    session.flash('launchKey', encryption.encrypt({ kid: key.kid, secret }))
    session.flash('notice', i18n.t('launch.keys.added', { kid: key.kid }))
    return response.redirect().status(303).toPath(`/erp/connections/${id}/launch`)
  }

  async destroy({ actor, params, response, session, i18n }: HttpContext) {
    const connectionId = Number(params.connection_id)
    const key = await new RevokeLaunchKey().handle(connectionId, Number(params.id), actor)

    session.flash('notice', i18n.t('launch.keys.revoked', { kid: key.kid }))
    return response.redirect().status(303).toPath(`/erp/connections/${connectionId}/launch`)
  }
}
