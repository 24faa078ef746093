import vine from '@vinejs/vine'
import { ERP_ENTITIES } from '#contracts/erp'
import { FIELD_GROUPS, FIELD_POLICIES } from '#crm/rules/field_groups'

const id = () => vine.number().positive().withoutDecimals()
const reason = () => vine.string().trim().minLength(3).maxLength(255)
const key = () => vine.string().trim().minLength(1).maxLength(64)

export const creationValidator = vine.create({ connection_id: id() })

export const conflictFilterValidator = vine.create({
  state: vine.enum(['open', 'settled'] as const).optional(),
  group: vine.enum(FIELD_GROUPS).optional(),
  connection: id().optional(),
  company: id().optional(),
})

/** One choice for each conflict, named `choice_<id>`; those without one stay open. */
export const conflictChoicesValidator = vine.create({
  choices: vine.array(vine.object({ id: id(), side: vine.enum(['ours', 'theirs'] as const) })).minLength(1),
})

export const adoptionFilterValidator = vine.create({ state: vine.enum(['open', 'confirmed', 'rejected', 'undone'] as const).optional() })

export const adoptionUndoValidator = vine.create({ reason: reason() })

export const customerPostingFilterValidator = vine.create({
  state: vine.enum(['refused', 'held', 'unknown', 'pending', 'sending', 'done', 'withdrawn'] as const).optional(),
  before: id().optional(),
})

export const customerConfirmationValidator = vine.create({ key: key(), reason: reason() })

export const ownershipValidator = vine.create(Object.fromEntries(FIELD_GROUPS.map((group) => [group, vine.enum(FIELD_POLICIES)])))

export const aliasValidator = vine.create({ entity: vine.enum(ERP_ENTITIES), old_key: key(), current_key: key(), reason: reason() })

export const archiveValidator = vine.create({
  archive_days: vine.number().withoutDecimals().min(0).max(3650),
  run_days: vine.number().withoutDecimals().min(7).max(3650).optional(),
})

export const replayValidator = vine.create({
  entity: vine.enum(ERP_ENTITIES),
  day: vine.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/),
  applies: vine.boolean().optional(),
})
