import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { calendarDate } from '#shared/calendar/calendar_date'
import { calendarDay, decimalText } from '#shared/records/validator'
import type { HandEntry } from '#installed_base/actions/record_hand_entry'
import { checkCoordinates } from '#installed_base/rules/coordinates'
import { ENTRY_FIELDS, ENTRY_KINDS } from '#installed_base/rules/hand_entry'
import { locationOf } from '#installed_base/rules/location'

const text = (max: number) => vine.string().trim().maxLength(max).nullable().optional()

const itemId = () => vine.number().positive().withoutDecimals().exists({ table: 'installed_items', column: 'id' })

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
  expected_back_on: vine.string().trim().use(calendarDay()).nullable().optional(),
  parent_item_id: itemId().optional(),
  site_id: vine.number().positive().withoutDecimals().exists({ table: 'installed_sites', column: 'id' }).nullable().optional(),
  building: text(64),
  floor: text(32),
  room: text(64),
  latitude: text(16),
  longitude: text(16),
})

export const reversalValidator = vine.create({ note: vine.string().trim().minLength(1).maxLength(2000) })

export const replayOrderValidator = vine.create({ repairs: vine.boolean().optional() })

/** Another item that is built into one: a known one, or a new one by its product and serial number. */
export const componentValidator = vine.create({
  happened_on: vine.string().trim().use(calendarDay()),
  component_id: itemId().optional(),
  product_id: vine.number().positive().withoutDecimals().exists({ table: 'products', column: 'id' }).optional().requiredIfMissing('component_id'),
  serial: text(128),
})

/** What a person typed, as the entry that it asks for. */
export function typedEntry({ kind, ...input }: Infer<typeof handEntryValidator>): HandEntry {
  checkCoordinates(input)
  return {
    kind,
    on: calendarDate(input.happened_on),
    place: input.place,
    location: ENTRY_FIELDS[kind].includes('location') ? locationOf(input) : undefined,
    companyId: input.company_id,
    quantity: input.quantity,
    note: input.note,
    expectedBackOn: ENTRY_FIELDS[kind].includes('until') ? (input.expected_back_on ? calendarDate(input.expected_back_on) : null) : undefined,
    parentItemId: input.parent_item_id,
    replacement: input.replaces ? { serial: input.replacement_serial || null, quantity: input.quantity ?? null } : null,
  }
}
