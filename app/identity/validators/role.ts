import vine from '@vinejs/vine'
import { REACHES } from '#identity/rules/role_matrix'

const name = () => vine.string().trim().minLength(2).maxLength(80)

export const groupValidator = vine.create({ name: name() })

export const roleValidator = vine.create({
  name: name(),
  matrix: vine.record(vine.record(vine.enum(REACHES))).optional(),
})

export const builtinRoleValidator = vine.create({
  matrix: vine.record(vine.record(vine.enum(REACHES))).optional(),
})
