import { ERP_ENTITIES, type ErpEntity } from '#contracts/erp'

/** The record of the ERP a webhook is about; nothing else in it is believed. */
export interface WebhookMessage {
  type: string
  entity: ErpEntity
  externalId: string
}

const LONGEST_ID = 64
const LONGEST_TYPE = 120

/**
 * Reads `{ type, data: { entity, id } }`. Without `data.entity` the type's part before the
 * first point names the entity: `customer.updated`.
 *
 * @returns null when it names no record of a kind that is known
 */
export function webhookMessage(body: unknown): WebhookMessage | null {
  const { type, data } = (body ?? {}) as { type?: unknown; data?: { entity?: unknown; id?: unknown } | null }
  if (typeof type !== 'string' || type.length === 0 || type.length > LONGEST_TYPE) return null

  const entity = data?.entity ?? type.split('.')[0]
  const id = Number.isSafeInteger(data?.id) ? String(data!.id) : data?.id
  if (typeof id !== 'string' || id.length === 0 || id.length > LONGEST_ID) return null
  if (!ERP_ENTITIES.includes(entity as ErpEntity)) return null

  return { type, entity: entity as ErpEntity, externalId: id }
}
