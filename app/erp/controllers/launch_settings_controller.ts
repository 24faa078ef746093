import type { HttpContext } from '@adonisjs/core/http'
import encryption from '@adonisjs/core/services/encryption'
import { appUrl } from '#config/app'
import SaveLaunchSettings from '#erp/actions/save_launch_settings'
import ErpConnection from '#erp/models/erp_connection'
import { launchPage } from '#erp/queries/launch_page'
import { JWS_ALGORITHMS } from '#erp/rules/compact_jws'
import { launchSettingsValidator } from '#erp/validators/launch'

export default class LaunchSettingsController {
  async edit({ params, session, view }: HttpContext) {
    const sealed = session.flashMessages.get('launchKey')
    const made = sealed ? encryption.decrypt(sealed) : null
    const page = await launchPage(Number(params.connection_id))
    return view.render('pages/erp/launches/edit', { ...page, made, audience: appUrl, algorithms: JWS_ALGORITHMS })
  }

  async update({ actor, params, request, response, session, i18n }: HttpContext) {
    const typed = await request.validateUsing(launchSettingsValidator)
    const { id } = await ErpConnection.findOrFail(params.connection_id)
    const { issuer, origins = '', provisions = false, provider_id: providerId = null } = typed
    await new SaveLaunchSettings().handle(id, { issuer, origins, provisions, providerId }, actor)

    session.flash('notice', i18n.t('launch.saved'))
    return response.redirect().status(303).toPath(`/erp/connections/${id}/launch`)
  }
}
