import logger from '@adonisjs/core/services/logger'
import { registerJob } from '#shared/queue/jobs'

export const reconcileAll = registerJob<{ connectionId?: number }>({
  name: 'erp.reconcile',
  lane: 'erp-reconciliation',
  async handle({ connectionId }) {
    const { default: ErpConnection } = await import('#erp/models/erp_connection')
    const { default: ReconcileConnection } = await import('#erp/actions/reconcile_connection')
    const connections = await ErpConnection.query().where('isActive', true).if(connectionId, (query) => query.where('id', connectionId!))

    for (const connection of connections) {
      const findings = await new ReconcileConnection().handle(connection)
      logger.info({ connection: connection.name, findings: findings.length }, 'reconciled with the ERP')
    }
  },
})
