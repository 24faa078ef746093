import vine from '@vinejs/vine'
import { calendarDay, decimalText } from '#shared/records/validator'
import { ENTRY_KINDS } from '#installed_base/rules/hand_entry'

const text = (max: number) => vine.string().trim().maxLength(max).nullable().optional()

export const entryKindValidator = vine.create({ kind: vine.enum(ENTRY_KINDS) })

export const handEntryValidator = vine.create({
  kind: vine.enum(ENTRY_KINDS),
  happened_on: vine.string().trim().use(calendarDay()),
  place: text(2000),
  company_id: vine
    .number()
    .positive()
    .withoutDecimals()
    .exists({ table: 'companies', column: 'id' })
    .optional()
    .requiredWhen('kind', '=', 'transferred'),
  quantity: vine.string().trim().use(decimalText()).regex(/^(?!0+(\.0*)?$)\d/).nullable().optional(),
  replacement_serial: text(128),
  replaces: vine.boolean().optional(),
  note: text(2000),
})

export const replayOrderValidator = vine.create({ repairs: vine.boolean().optional() })
