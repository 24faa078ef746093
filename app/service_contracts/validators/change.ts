import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { calendarDate } from '#shared/calendar/calendar_date'
import { calendarDay, decimalText } from '#shared/records/validator'
import ContractImpossible from '#service_contracts/errors/contract_impossible'
import { CHANGE_KINDS } from '#service_contracts/rules/change_kinds'
import type { ChangeAsked, ConventionAsked } from '#service_contracts/rules/change_asked'
import type { Anchor, Revaluation } from '#service_contracts/rules/contract_line_terms'

const CHANGE = {
  kind: vine.enum(CHANGE_KINDS),
  on: vine.string().trim().use(calendarDay()),
  line_id: vine.number().withoutDecimals().positive().nullable().optional(),
  price: vine.string().trim().use(decimalText()).nullable().optional().requiredWhen('kind', '=', 'add'),
  quantity: vine.string().trim().use(decimalText()).nullable().optional(),
  pct: vine.string().trim().use(decimalText()).nullable().optional(),
  description: vine.string().trim().maxLength(255).nullable().optional().requiredWhen('kind', '=', 'add'),
  installed_item_id: vine.number().withoutDecimals().positive().nullable().optional(),
  period_unit: vine.enum(['day', 'week', 'month', 'quarter', 'half', 'year']).optional().requiredWhen('kind', '=', 'convention'),
  period_count: vine.number().withoutDecimals().range([1, 120]).nullable().optional(),
  anchor: vine.enum(['start', 'day_of_month', 'month_end', 'calendar', 'calendar_months']).optional().requiredWhen('kind', '=', 'convention'),
  anchor_day: vine.number().withoutDecimals().range([1, 31]).nullable().optional(),
  mode: vine.enum(['advance', 'arrears']).nullable().optional(),
  proration: vine.enum(['actual', 'none', 'actual_365', 'actual_360', 'fixed_30', 'strict_30_360', 'by_month_first']).nullable().optional(),
  keeps_price: vine.boolean().optional(),
  to: vine.string().trim().use(calendarDay()).nullable().optional().requiredWhen('kind', '=', 'free'),
  taken_back: vine.boolean().optional(),
  until: vine.string().trim().use(calendarDay()).nullable().optional(),
  extends_term: vine.boolean().optional(),
  credit: vine.enum(['credit', 'refund', 'none']).optional(),
  day_used: vine.boolean().optional(),
  fee: vine.string().trim().use(decimalText()).nullable().optional(),
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

type Typed = Infer<typeof changeRehearsalValidator>

/**
 * The change as the billing rules read it; a renewal adds a term and an addition a line instead of an event.
 *
 * @throws {ContractImpossible} for another price or quantity that names neither, and a revaluation that names none or two
 */
export function eventOf(asked: Typed): ChangeAsked {
  const on = calendarDate(asked.on)
  switch (asked.kind) {
    case 'amend':
      if (!asked.price && !asked.quantity) throw new ContractImpossible('price', 'nothing_changes')
      return { kind: 'amend', on, ...(asked.price ? { price: asked.price } : {}), ...(asked.quantity ? { quantity: asked.quantity } : {}) }
    case 'convention':
      return conventionOf(asked, on)
    case 'add':
      return { kind: 'add', on, description: asked.description ?? '', quantity: asked.quantity ?? '1', price: asked.price ?? '0', itemId: asked.installed_item_id ?? null }
    case 'terminate':
      return { kind: 'terminate', on, credit: asked.credit ?? 'credit', ...(asked.day_used ? { dayUsed: true } : {}) }
    case 'revalue':
      return revaluationOf(asked, on)
    case 'suspend':
      return { kind: 'suspend', on, ...(asked.extends_term ? { extendsTerm: true } : {}), ...(asked.until ? { until: calendarDate(asked.until) } : {}) }
    case 'free':
      return { kind: 'free', on, to: calendarDate(asked.to ?? asked.on), ...(asked.taken_back ? { takenBack: true } : {}) }
    default:
      return { kind: asked.kind, on }
  }
}

/** Exactly one of a percentage and a price; a price entered counts as it is. */
function revaluationOf({ pct, price }: Typed, on: Revaluation['on']): Revaluation {
  if (Boolean(pct) === Boolean(price)) throw new ContractImpossible('pct', pct ? 'pct_or_price' : 'nothing_revalued')
  return price ? { kind: 'revalue', on, price } : { kind: 'revalue', on, pct: pct! }
}

function conventionOf({ period_unit: unit, period_count: count, anchor, anchor_day: day, mode, proration, keeps_price: keepsPrice }: Typed, on: ConventionAsked['on']): ConventionAsked {
  if (anchor === 'day_of_month' && !day) throw new ContractImpossible('anchor_day', 'anchor_day')
  const begin = anchor === 'day_of_month' ? { kind: anchor, day: day! } : { kind: anchor! }
  return { kind: 'convention', on, period: { unit: unit!, count: count ?? 1 }, anchor: begin as Anchor, ...(mode ? { mode } : {}), ...(proration ? { proration } : {}), scalesPrice: !keepsPrice }
}
