import type { HttpContext } from '@adonisjs/core/http'
import SaveConnection from '#erp/actions/save_connection'
import { connectorKind, connectorKinds } from '#erp/connector_kinds'
import ErpConnection from '#erp/models/erp_connection'
import { connectionValidator, kindValidator } from '#erp/validators/connection'
import { isPostedByHand } from '#erp/rules/posting_by_hand'
import { abilitiesOf } from '#erp/rules/erp_abilities'
import { typedConnection } from '#erp/validators/typed_connection'

const PAGES = 'pages/erp/connections'

export default class ConnectionsController {
  async index({ view }: HttpContext) {
    return view.render(`${PAGES}/index`, { connections: await ErpConnection.query().orderBy('name') })
  }

  async create({ request, view }: HttpContext) {
    const { kind } = request.qs()
    if (!kind) return view.render(`${PAGES}/kinds`, { kinds: connectorKinds() })

    const chosen = await kindValidator.validate({ kind })
    return view.render(`${PAGES}/create`, { kind: connectorKind(chosen.kind) })
  }

  async store({ request, response, session, i18n }: HttpContext) {
    const { kind } = await request.validateUsing(kindValidator)
    const { facts, settings } = typedConnection(kind, await request.validateUsing(connectionValidator(kind, false)))
    const connection = await new SaveConnection().handle(null, facts, settings)

    session.flash('notice', i18n.t('erp.connections.saved', { name: connection.name, company: connection.description!.company }))
    return response.redirect().status(303).toPath('/erp/connections')
  }

  async edit({ params, view }: HttpContext) {
    const connection = await ErpConnection.findOrFail(params.id)
    const isByHand = connection.description !== null && isPostedByHand(connection.description.capabilities)
    const abilities = connection.description ? abilitiesOf(connection.description) : []
    return view.render(`${PAGES}/edit`, { connection, kind: connectorKind(connection.kind), abilities, isByHand })
  }

  async update({ params, request, response, session, i18n }: HttpContext) {
    const { id, kind } = await ErpConnection.findOrFail(params.id)
    const { facts, settings } = typedConnection(kind, await request.validateUsing(connectionValidator(kind, true)))
    const connection = await new SaveConnection().handle(id, facts, settings)

    session.flash('notice', i18n.t('erp.connections.saved', { name: connection.name, company: connection.description!.company }))
    return response.redirect().status(303).toPath('/erp/connections')
  }
}
