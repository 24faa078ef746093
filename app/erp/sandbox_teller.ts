import { randomUUID } from 'node:crypto'
import type { ErpEntity } from '#contracts/erp'
import { now } from '#shared/clock'
import type { Trx } from '#shared/database/transaction'
import { enqueue } from '#shared/outbox/enqueue'

/** What the sandbox ERP tells of a change; `target` is the id of the row that says where to. */
export const SANDBOX_WEBHOOK = 'sandbox_webhook'

/** Tells whoever listens to the sandbox ERP that a record of it changed, in the transaction that changes it. */
export async function tellOfSandboxChange(entity: ErpEntity, id: number, trx: Trx): Promise<void> {
  const listeners = await trx.from('sandbox_webhooks').where('is_active', true).select('id')
  for (const listener of listeners) {
    const payload = { type: `${entity}.changed`, timestamp: now().toISO(), data: { entity, id: String(id) } }
    const reference = `sbx_${randomUUID()}`
    await enqueue(SANDBOX_WEBHOOK, { subjectType: `sandbox_${entity}`, subjectId: id, target: String(listener.id), reference, payload }, trx)
  }
}
