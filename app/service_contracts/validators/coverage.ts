import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { DateTime } from 'luxon'
import { currencyExponent, isCurrency } from '#shared/money/currency'
import { calendarDay, decimalText } from '#shared/records/validator'
import type { CoverageQuestion } from '#service_contracts/queries/coverage/case_from_records'
import type { DoneLine } from '#service_contracts/rules/coverage/work_done'
import { CLASS_ORDER, LINE_CATEGORIES } from '#service_contracts/rules/coverage/coverage_case'

const positive = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && !/[1-9]/.test(value)) field.report('The {{ field }} field must be greater than zero', 'positive', field)
})
const notNegative = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && value.startsWith('-')) field.report('The {{ field }} field must not be negative', 'notNegative', field)
})
const fitsCurrency = vine.createRule((value, _options, field) => {
  const currency = String(field.data.currency ?? '').trim().toUpperCase()
  const decimals = /\.(\d+)$/.exec(String(value))?.[1].length ?? 0
  if (isCurrency(currency) && decimals > currencyExponent(currency)) field.report('The {{ field }} field has more decimals than money', 'decimal', field)
})
const currencyCode = vine.createRule((value, _options, field) => {
  if (typeof value === 'string' && !isCurrency(value)) field.report('The {{ field }} field must be a currency such as EUR', 'currency', field)
})
const recordId = () => vine.number().withoutDecimals().positive().nullable().optional()

const asked = {
  company_id: vine.number().withoutDecimals().positive(),
  item_id: recordId(),
  product_id: recordId(),
  skill_id: recordId(),
  contract_id: recordId(),
  ordering_party_id: recordId(),
  currency: vine.string().trim().toUpperCase().use(currencyCode()),
  lines: vine
    .array(
      vine.object({
        category: vine.enum(LINE_CATEGORIES),
        product_id: recordId(),
        component: vine.string().trim().maxLength(120).nullable().optional(),
        quantity: vine.string().trim().use(decimalText()).use(notNegative()).use(positive()),
        unit: vine.string().trim().maxLength(32).nullable().optional(),
        amount: vine.string().trim().use(decimalText()).use(notNegative()).use(fitsCurrency()),
      })
    )
    .minLength(1)
    .maxLength(100),
}

/** A question as the form asks it: a day and a time on the person's clock. */
export const coverageCheckValidator = vine.create({
  ...asked,
  on: vine.string().trim().use(calendarDay()),
  at: vine.string().trim().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
})

/** A question as the API asks it: instants with their offset. */
export const coverageEvaluationValidator = vine.create({
  ...asked,
  requested_at: vine.string().trim().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/),
  intervention_at: vine.string().trim().regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})$/).nullable().optional(),
})

export const coverageSettingsValidator = vine.create({
  class_order: vine.array(vine.enum(CLASS_ORDER)).fixedLength(CLASS_ORDER.length),
  percent_of: vine.enum(['line', 'remaining']),
  reservation_days: vine.number().withoutDecimals().min(1).max(730),
})

/** What was really done of the lines that were reserved; a line without an amount was not done. */
export const workDoneValidator = vine.create({
  lines: vine
    .array(
      vine.object({
        line: vine.string().trim().maxLength(20),
        quantity: vine.string().trim().use(decimalText()).use(notNegative()).use(positive()).nullable().optional(),
        amount: vine.string().trim().use(decimalText()).use(notNegative()).use(fitsCurrency()).nullable().optional(),
      })
    )
    .maxLength(100)
    .optional(),
})

/** Lines of which something was done. */
export function doneLines(lines: { line: string; quantity?: string | null; amount?: string | null }[]): DoneLine[] {
  return lines.flatMap(({ line, quantity, amount }) => (quantity && amount ? [{ line, quantity, amount }] : []))
}

/** The day of which somebody asks what covered an item. */
export const coverDayValidator = vine.create({ on: vine.string().trim().use(calendarDay()).optional() })

export const publicationValidator = vine.create({
  reason: vine.string().trim().minLength(3).maxLength(255),
  apply_from: vine.string().trim().use(calendarDay()).nullable().optional(),
})

export const takeOverValidator = vine.create({
  coverage_set_id: vine.number().withoutDecimals().positive(),
  valid_from: vine.string().trim().use(calendarDay()),
})

type Asked = Omit<Infer<typeof coverageCheckValidator>, 'on' | 'at'>

/** The question of the form, at a moment on the clock of a zone. */
export function checkQuestion(form: Infer<typeof coverageCheckValidator>, zone: string): CoverageQuestion {
  const moment = DateTime.fromISO(`${form.on}T${form.at}`, { zone })
  return question(form, moment.toUTC().toISO({ suppressMilliseconds: true })!, null)
}

export function evaluationQuestion(body: Infer<typeof coverageEvaluationValidator>): CoverageQuestion {
  return question(body, body.requested_at, body.intervention_at ?? null)
}

function question(form: Asked, requestedAt: string, interventionAt: string | null): CoverageQuestion {
  return {
    companyId: form.company_id,
    itemId: form.item_id ?? null,
    productId: form.product_id ?? null,
    skillId: form.skill_id ?? null,
    orderingPartyId: form.ordering_party_id ?? null,
    requestedAt,
    interventionAt,
    currency: form.currency,
    contractIds: form.contract_id ? [form.contract_id] : null,
    lines: form.lines.map((line) => ({
      category: line.category,
      productId: line.product_id ?? null,
      component: line.component || null,
      quantity: line.quantity,
      unit: line.unit || null,
      amount: line.amount,
    })),
  }
}
