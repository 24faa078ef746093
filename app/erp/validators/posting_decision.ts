import vine from '@vinejs/vine'

const day = () => vine.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
const reason = () => vine.string().trim().minLength(3).maxLength(500)

export const postingFilterValidator = vine.create({
  state: vine.enum(['refused', 'held', 'unknown', 'pending', 'sending', 'done', 'withdrawn'] as const).optional(),
  before: vine.number().positive().withoutDecimals().optional(),
  run: vine.number().positive().withoutDecimals().optional(),
})

export const reasonValidator = vine.create({ reason: reason() })

export const newDateValidator = vine.create({
  issued_on: day(),
  reason: reason(),
})

export const confirmationValidator = vine.create({
  number: vine.string().trim().minLength(1).maxLength(60),
  reason: reason(),
  issued_on: day().optional(),
  due_on: day().optional(),
  total: vine.string().trim().regex(/^-?\d{1,12}([.,]\d{1,3})?$/).optional(),
})

export const twinsValidator = vine.create({
  keep: vine.string().trim().minLength(1).maxLength(64),
  reason: reason(),
})
