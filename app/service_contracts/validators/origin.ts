import vine from '@vinejs/vine'

const key = () => vine.string().trim().regex(/^[a-z_]{1,40}:\d{1,10}$/)

export const originQueryValidator = vine.create({ origin: key() })

export const originContractValidator = vine.create({
  origin: key(),
  origin_lines: vine.array(vine.number().positive().withoutDecimals()).optional(),
})
