import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'
import { NOTICE_CHANNELS, NOTICE_GIVERS } from '#service_contracts/actions/record_notice'
import { DESK_STATES } from '#service_contracts/queries/coming_renewals'
import { LETTER_KINDS } from '#service_contracts/rules/renewal/letter'
import { RENEWAL_DECISIONS, RENEWAL_MODES } from '#service_contracts/rules/renewal/renewal_step'

const id = () => vine.number().withoutDecimals().positive().nullable().optional()
const day = () => vine.string().trim().use(calendarDay())

export const deskValidator = vine.create({
  from: day().nullable().optional(),
  until: day().nullable().optional(),
  company_id: id(),
  model_id: id(),
  site_id: id(),
  mode: vine.enum(RENEWAL_MODES).nullable().optional(),
  state: vine.enum(DESK_STATES).nullable().optional(),
  after_on: day().nullable().optional(),
  after_id: id(),
})

/** Each choice names a contract and the term that was seen: `12:3`. */
export const renewalDecisionValidator = vine.create({
  decision: vine.enum(RENEWAL_DECISIONS),
  chosen: vine.array(vine.string().regex(/^\d{1,10}:\d{1,5}$/)).maxLength(500).optional(),
  /** Everything that the filter of the desk holds, whatever is ticked. */
  everything: vine.accepted().optional(),
  back: vine.string().maxLength(500).nullable().optional(),
})

export const noticeValidator = vine.create({
  given_by: vine.enum(NOTICE_GIVERS),
  person: vine.string().trim().maxLength(120).nullable().optional(),
  channel: vine.enum(NOTICE_CHANNELS),
  received_on: day(),
  reason: vine.string().trim().maxLength(255).nullable().optional(),
  effective_on: day().nullable().optional(),
  override_reason: vine.string().trim().maxLength(255).nullable().optional(),
  proof: vine.file().optional(),
})

export const withdrawalValidator = vine.create({ reason: vine.string().trim().minLength(3).maxLength(255) })

export const renewalSettingsValidator = vine.create({
  alert_days: vine.number().withoutDecimals().min(0).max(730),
  writes_reminders: vine.accepted().optional(),
})

export const letterValidator = vine.create({ kind: vine.enum(LETTER_KINDS) })

export const letterReleaseValidator = vine.create({ to: vine.enum(['mailed', 'printed', 'discarded'] as const) })
