import vine from '@vinejs/vine'

export const pageValidator = vine.create({ before: vine.number().positive().withoutDecimals().optional() })
