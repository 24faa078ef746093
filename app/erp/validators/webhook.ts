import vine from '@vinejs/vine'
import { WEBHOOK_EVENTS } from '#erp/rules/webhook_events'

const before = vine.number().withoutDecimals().positive().optional()

export const webhookSecretValidator = vine.create({ secret: vine.string().trim().maxLength(200).optional() })

export const webhookSwitchValidator = vine.create({ is_active: vine.boolean().optional() })

export const receivedFilterValidator = vine.create({
  state: vine.enum(['failed', 'waiting', 'done'] as const).optional(),
  before,
})

export const deliveryFilterValidator = vine.create({
  state: vine.enum(['stopped', 'open', 'done'] as const).optional(),
  before,
})

export const endpointValidator = vine.create({
  name: vine.string().trim().minLength(2).maxLength(100),
  url: vine.string().trim().maxLength(500),
  events: vine.array(vine.enum(WEBHOOK_EVENTS)).minLength(1).distinct(),
})

export const sandboxWebhookValidator = vine.create({
  url: vine.string().trim().maxLength(500),
  secret: vine.string().trim().maxLength(200),
})
