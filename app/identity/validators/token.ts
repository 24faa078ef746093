import vine from '@vinejs/vine'

export const tokenValidator = vine.create({
  name: vine.string().trim().minLength(2).maxLength(120),
  access: vine.enum(['read', 'write']),
  valid_for_days: vine.number().withoutDecimals().range([1, 730]),
})
