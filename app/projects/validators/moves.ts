import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'
import { PROJECT_MOVES } from '#projects/rules/project_status'

const reason = () => vine.string().trim().maxLength(255)

export const projectMoveValidator = vine.create({ move: vine.enum(PROJECT_MOVES) })

export const projectStepValidator = vine.create({ move: vine.enum(PROJECT_MOVES), reason: reason().nullable().optional() })

export const reachedValidator = vine.create({
  reached_on: vine.string().trim().use(calendarDay()),
  note: reason().nullable().optional(),
  proof: vine.file().nullable().optional(),
})

export const undoneValidator = vine.create({ reason: reason().minLength(1) })
