import vine from '@vinejs/vine'

const day = () => vine.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/).optional()

export const auditFilterValidator = vine.create({
  person: vine.string().trim().maxLength(100).optional(),
  kind: vine.string().trim().maxLength(60).optional(),
  from: day(),
  to: day(),
  before: vine.number().positive().withoutDecimals().optional(),
})
