import db from '@adonisjs/lucid/services/db'
import OutboxMessage from '#shared/outbox/outbox_message'
import ErpConnection from '#erp/models/erp_connection'
import { SANDBOX_WEBHOOK } from '#erp/sandbox_teller'

const SHOWN = 10

/** Whom the sandbox ERP tells, what it told last, and which connections read it. */
export async function sandboxWebhooks() {
  const listeners: { id: number; url: string }[] = await db.from('sandbox_webhooks').where('is_active', true).select('id', 'url').orderBy('id')
  const told = await OutboxMessage.query().where('kind', SANDBOX_WEBHOOK).orderBy('id', 'desc').limit(SHOWN)
  const connections = await ErpConnection.query().where({ kind: 'sandbox', isActive: true }).orderBy('name')
  return { listeners, told, connections }
}
