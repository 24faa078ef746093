import { IANAZone } from 'luxon'
import vine from '@vinejs/vine'
import { DENSITIES, LOCALES, THEMES } from '#identity/rules/preferences'

const timeZone = vine.createRule((value, _options, field) => {
  if (typeof value !== 'string' || !IANAZone.isValidZone(value)) {
    field.report('The {{ field }} is not a known time zone', 'time_zone', field)
  }
})

const common = {
  full_name: vine.string().trim().minLength(2).maxLength(120),
  locale: vine.enum(LOCALES),
  time_zone: vine.string().maxLength(64).use(timeZone()),
}

export const profileValidator = vine.create({
  ...common,
  theme: vine.enum(THEMES),
  density: vine.enum(DENSITIES),
})

const ids = () => vine.array(vine.number().positive().withoutDecimals()).distinct().maxLength(200).optional()

export const userValidator = vine.create({
  ...common,
  email: vine.string().trim().toLowerCase().email().maxLength(190),
  role_ids: ids(),
  group_ids: ids(),
})

export const peopleFilterValidator = vine.create({
  q: vine.string().trim().maxLength(100).optional(),
  state: vine.enum(['active', 'inactive', 'all']).optional(),
  page: vine.number().positive().withoutDecimals().max(100_000).optional(),
})
