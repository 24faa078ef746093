import vine from '@vinejs/vine'
import { ERP_ENTITIES } from '#contracts/erp'

export const syncOrderValidator = vine.create({
  mode: vine.enum(['full', 'incremental'] as const),
  sweeps: vine.boolean().optional(),
  entity: vine.enum(ERP_ENTITIES).optional(),
})

export const pauseValidator = vine.create({ entity: vine.enum(ERP_ENTITIES) })

export const retryValidator = vine.create({ scope: vine.enum(['one', 'group'] as const) })

export const skipValidator = vine.create({
  scope: vine.enum(['one', 'group'] as const),
  reason: vine.string().trim().minLength(3).maxLength(255),
})
