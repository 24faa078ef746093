import { inject } from '@adonisjs/core'
import type { HttpContext } from '@adonisjs/core/http'
import { offeredBy, ERP_ENTITIES } from '#contracts/erp'
import EnterAlias from '#mirror/actions/enter_alias'
import ExternalAlias from '#mirror/models/external_alias'
import ErpConnection from '#erp/models/erp_connection'
import { aliasValidator } from '#erp/validators/bindings'

const MOST = 500

export default class AliasesController {
  async index({ params, view }: HttpContext) {
    const connection = await ErpConnection.findOrFail(params.connection_id)
    const aliases = await ExternalAlias.query().where('connectionId', connection.id).orderBy('id', 'desc').limit(MOST)
    const entities = connection.description ? offeredBy(connection.description) : [...ERP_ENTITIES]
    return view.render('pages/erp/aliases/index', { connection, aliases, entities })
  }

  @inject()
  async store({ actor, params, request, response, session, i18n }: HttpContext, enter: EnterAlias) {
    const { id: connectionId } = await ErpConnection.findOrFail(params.connection_id)
    const { entity, old_key: oldKey, current_key: currentKey, reason } = await request.validateUsing(aliasValidator)
    const { kind } = await enter.handle({ connectionId, entity, oldKey, currentKey, reason }, actor)

    session.flash('notice', i18n.t(`bindings.aliases.entered_${kind}`, { old: oldKey, current: currentKey }))
    return response.redirect().status(303).toPath(`/erp/connections/${connectionId}/aliases`)
  }
}
