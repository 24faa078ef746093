import type { HttpContext } from '@adonisjs/core/http'
import CloseCircuit from '#erp/actions/close_circuit'
import ErpConnection from '#erp/models/erp_connection'

export default class CircuitsController {
  async destroy({ params, response, session, i18n }: HttpContext) {
    const { id, name } = await ErpConnection.findOrFail(params.connection_id)
    await new CloseCircuit().handle(id)

    session.flash('notice', i18n.t('monitor.circuit.closed_now', { name }))
    return response.redirect().status(303).toPath('/erp/sync')
  }
}
