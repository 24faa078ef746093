import vine from '@vinejs/vine'

const reason = () => vine.string().trim().minLength(3).maxLength(500)

export const postingFilterValidator = vine.create({
  state: vine.enum(['refused', 'held', 'unknown', 'pending', 'sending', 'done', 'withdrawn'] as const).optional(),
  before: vine.number().positive().withoutDecimals().optional(),
})

export const reasonValidator = vine.create({ reason: reason() })

export const newDateValidator = vine.create({
  issued_on: vine.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  reason: reason(),
})

export const confirmationValidator = vine.create({
  number: vine.string().trim().minLength(1).maxLength(60),
  reason: reason(),
})

export const twinsValidator = vine.create({
  keep: vine.string().trim().minLength(1).maxLength(64),
  reason: reason(),
})
