import type { HttpContext } from '@adonisjs/core/http'
import ProbeErp from '#erp/actions/probe_erp'
import ConnectionUnusable from '#erp/errors/connection_unusable'
import { ErpError } from '#erp/errors/erp_error'
import ErpConnection from '#erp/models/erp_connection'

export default class ConnectionProbesController {
  async store({ params, view }: HttpContext) {
    const connection = await ErpConnection.findOrFail(params.connection_id)
    const connector = connection.connector('interactive')
    try {
      return await view.render('pages/erp/connections/probe', { connection, ...(await new ProbeErp(connector).handle()) })
    } catch (error) {
      if (error instanceof ErpError) throw new ConnectionUnusable('unreachable', error.message, null)
      throw error
    } finally {
      await connector.close().catch(() => {})
    }
  }
}
