import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'

const id = () => vine.number().withoutDecimals().positive()

export const startRunValidator = vine.create({
  until: vine.string().trim().use(calendarDay()),
  company_id: id().exists({ table: 'companies', column: 'id' }).nullable().optional(),
  site_id: id().exists({ table: 'erp_sites', column: 'id' }).nullable().optional(),
  kind: vine.string().trim().regex(/^[a-z_]+(:[a-z_]+)?$/).maxLength(45).nullable().optional(),
})

export const differenceValidator = vine.create({
  against: id().optional(),
  kind: vine.enum(['added', 'removed', 'changed'] as const).optional(),
  page: id().max(100_000).optional(),
})

export const holdValidator = vine.create({
  held_until: vine.string().trim().use(calendarDay()),
  reason: vine.string().trim().minLength(3).maxLength(255),
})

export const splitValidator = vine.create({
  lines: vine.array(id()).minLength(1),
})

export const excludeChargeValidator = vine.create({
  reason: vine.string().trim().minLength(3).maxLength(255),
})

export const handCreditDecisionValidator = vine.create({
  treatment: vine.enum(['kept', 'again'] as const),
  reason: vine.string().trim().minLength(3).maxLength(255),
})

export const approveRunValidator = vine.create({
  revision: vine.number().withoutDecimals().min(0),
  lines: vine.string().trim().regex(/^[0-9a-f]{64}$/),
})

export const billingSettingsValidator = vine.create({
  allows_own_approval: vine.boolean().optional(),
  anomaly_percent: vine.number().withoutDecimals().range([1, 1000]),
  late_days: vine.number().withoutDecimals().range([0, 3650]).optional(),
  price_age_months: vine.number().withoutDecimals().range([1, 600]).nullable().optional(),
  flags_first: vine.boolean().optional(),
  flags_missing_tax: vine.boolean().optional(),
  flags_blocked: vine.boolean().optional(),
  closed_months: vine.enum(['redirect', 'refuse'] as const).optional(),
  workers: vine.number().withoutDecimals().range([1, 8]).optional(),
})
