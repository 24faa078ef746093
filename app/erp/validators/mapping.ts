import vine from '@vinejs/vine'
import { ERP_ENTITIES } from '#contracts/erp'
import { FAULT_KINDS, FAULT_OPERATIONS } from '#erp/connectors/sandbox/api/api_faults'

const text = () => vine.string().maxLength(500_000)

export const mappingValidator = vine.create({ mapping: text() })

export const mappingTrialValidator = vine.create({ mapping: text(), entity: vine.enum(ERP_ENTITIES) })

export const sandboxFaultValidator = vine.create({
  kind: vine.enum(FAULT_KINDS),
  operation: vine.enum(FAULT_OPERATIONS),
  percent: vine.number().withoutDecimals().range([1, 100]),
  amount: vine.number().withoutDecimals().range([0, 600_000]).optional(),
  times: vine.number().withoutDecimals().range([1, 1_000_000]).optional(),
})

export const sandboxKeyValidator = vine.create({ username: vine.string().trim().minLength(2).maxLength(60) })
