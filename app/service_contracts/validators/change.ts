import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { calendarDate } from '#shared/calendar/calendar_date'
import { calendarDay, decimalText } from '#shared/records/validator'
import type { RenewalAsked } from '#service_contracts/rules/renewal/renewal_step'
import type { ContractEvent } from '#service_contracts/rules/contract_line_terms'

const CHANGE = {
  kind: vine.enum(['amend', 'suspend', 'resume', 'terminate', 'revalue', 'renew']),
  on: vine.string().trim().use(calendarDay()),
  line_id: vine.number().withoutDecimals().positive().nullable().optional(),
  price: vine.string().trim().use(decimalText()).nullable().optional(),
  quantity: vine.string().trim().use(decimalText()).nullable().optional(),
  pct: vine.string().trim().use(decimalText()).optional().requiredWhen('kind', '=', 'revalue'),
  credit: vine.enum(['credit', 'refund', 'none']).optional(),
  /** The report about the order line that this change follows. */
  alert_id: vine.number().withoutDecimals().positive().nullable().optional(),
}
const REASON = vine.string().trim().minLength(3).maxLength(255)

/** What a dated change of a contract needs, by its kind. */
export const changeValidator = vine.create({ ...CHANGE, reason: REASON })

/** A change that is only tried needs no reason yet, and may be tried as if it were an earlier day. */
export const changeRehearsalValidator = vine.create({
  ...CHANGE,
  reason: REASON.clone().nullable().optional(),
  recorded_on: vine.string().trim().use(calendarDay()).nullable().optional(),
})

/** The change as the billing rules read it; a renewal adds a term instead of an event. */
export function eventOf(asked: Infer<typeof changeRehearsalValidator>): ContractEvent | RenewalAsked {
  const on = calendarDate(asked.on)
  switch (asked.kind) {
    case 'amend':
      return { kind: 'amend', on, ...(asked.price ? { price: asked.price } : {}), ...(asked.quantity ? { quantity: asked.quantity } : {}) }
    case 'terminate':
      return { kind: 'terminate', on, credit: asked.credit ?? 'credit' }
    case 'revalue':
      return { kind: 'revalue', on, pct: asked.pct ?? '0' }
    case 'renew':
      return { kind: 'renew', on }
    default:
      return { kind: asked.kind, on }
  }
}
