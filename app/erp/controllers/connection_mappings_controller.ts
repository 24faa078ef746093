import type { HttpContext } from '@adonisjs/core/http'
import { ERP_ENTITIES } from '#contracts/erp'
import SaveMapping from '#erp/actions/save_mapping'
import TryMapping from '#erp/actions/try_mapping'
import { mappingText } from '#erp/connectors/configured/connection_mapping'
import { connectorKind } from '#erp/connector_kinds'
import ErpConnection from '#erp/models/erp_connection'
import { mappingValidator, mappingTrialValidator } from '#erp/validators/mapping'

const PAGE = 'pages/erp/mappings/edit'

export default class ConnectionMappingsController {
  async edit({ params, view }: HttpContext) {
    const connection = await ErpConnection.findOrFail(params.connection_id)
    const text = mappingText(connection.mapping, connection.settings.preset, connectorKind(connection.kind).language?.presets)
    return view.render(PAGE, { connection, text, findings: [], tried: null, entity: 'customer', entities: ERP_ENTITIES })
  }

  async update({ params, request, response, session, view, i18n }: HttpContext) {
    const connection = await ErpConnection.findOrFail(params.connection_id)
    const { mapping: text } = await request.validateUsing(mappingValidator)
    const findings = connectorKind(connection.kind).language?.findings(text) ?? []
    if (findings.length > 0) {
      return response.status(422).send(await view.render(PAGE, { connection, text, findings, tried: null, entity: 'customer', entities: ERP_ENTITIES }))
    }
    await new SaveMapping().handle(connection.id, text)

    session.flash('notice', i18n.t('mapping.saved', { name: connection.name }))
    return response.redirect().status(303).toPath(`/erp/connections/${connection.id}/mapping`)
  }

  /** Nothing is kept: the first records before and after. */
  async tryOut({ params, request, response, view }: HttpContext) {
    const connection = await ErpConnection.findOrFail(params.connection_id)
    const { mapping: text, entity } = await request.validateUsing(mappingTrialValidator)
    const findings = connectorKind(connection.kind).language?.findings(text) ?? []
    const tried = findings.length > 0 ? null : await new TryMapping().handle(connection.id, text, entity)

    return response.status(findings.length > 0 ? 422 : 200).send(await view.render(PAGE, { connection, text, findings, tried, entity, entities: ERP_ENTITIES }))
  }
}
