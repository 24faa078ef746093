import vine from '@vinejs/vine'

const month = () => vine.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)
const id = () => vine.number().withoutDecimals().positive()

export const truthPartsValidator = vine.create({ contract: id(), month: month() })

export const truthValidator = vine.create({
  from: month().optional(),
  to: month().optional(),
  contract: id().optional(),
  company: id().optional(),
  only: vine.boolean().optional(),
  after: id().optional(),
})
