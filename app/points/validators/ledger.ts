import vine from '@vinejs/vine'
import { calendarDay, decimalText } from '#shared/records/validator'

const LINES = [1, 2, 3] as const

const key = () => vine.string().trim().minLength(8).maxLength(80)
const reason = () => vine.string().trim().minLength(3).maxLength(255)
const points = () =>
  vine
    .string()
    .trim()
    .regex(/^-?\d{1,10}(\.\d{1,2})?$/)
const reference = () => vine.number().withoutDecimals().positive().nullable().optional()

/** Points more or fewer, by hand. */
export const correctionValidator = vine.create({
  key: key(),
  points: points(),
  lot_id: reference(),
  expires_on: vine.string().trim().use(calendarDay()).nullable().optional(),
  reason: reason(),
})

/** A lot opened by hand. */
export const lotValidator = vine.create({
  key: key(),
  points: vine
    .string()
    .trim()
    .regex(/^\d{1,10}(\.\d{1,2})?$/),
  unit_value: vine.string().trim().use(decimalText()).nullable().optional(),
  source: vine.enum(['contract', 'purchase', 'gesture']),
  valid_from: vine.string().trim().use(calendarDay()),
  expires_on: vine.string().trim().use(calendarDay()).nullable().optional(),
  priority: vine.number().withoutDecimals().range([-1000, 1000]).optional(),
  is_bonus: vine.boolean().optional(),
  reason: reason(),
})

/** Points of a consumption that come back. */
export const reversalValidator = vine.create({ key: key(), points: points().nullable().optional(), reason: reason() })

const lines = () =>
  Object.fromEntries(
    LINES.flatMap((line) => [
      [`product_${line}`, reference()],
      [`quantity_${line}`, vine.string().trim().use(decimalText()).nullable().optional()],
    ])
  )
const done = () => ({
  request: vine.string().trim().maxLength(80).nullable().optional(),
  item_id: reference(),
  skill: vine.string().trim().maxLength(120).nullable().optional(),
  ...lines(),
})

/** What was done for a request, to see what it would debit. */
export const tryoutValidator = vine.create({ account_id: reference(), ...done() })

/** What was done for a request, to be debited. */
export const consumptionValidator = vine.create({ key: key(), ...done() })

/** What was done, as the debit rules read it. */
export function requestOf(asked: Record<string, any>) {
  const told = LINES.map((line) => ({ product: asked[`product_${line}`], quantity: asked[`quantity_${line}`] }))
  return {
    request: asked.request || null,
    item: asked.item_id ? String(asked.item_id) : null,
    skill: asked.skill || null,
    lines: told.filter(({ product, quantity }) => product && quantity).map(({ product, quantity }) => ({ product: String(product), quantity: String(quantity) })),
  }
}

/** A stretch of a ledger. */
export const stretchValidator = vine.create({
  from: vine.string().trim().use(calendarDay()).nullable().optional(),
  to: vine.string().trim().use(calendarDay()).nullable().optional(),
  before: vine.number().withoutDecimals().positive().optional(),
})

/** The day of a liability. */
export const liabilityValidator = vine.create({ on: vine.string().trim().use(calendarDay()).nullable().optional() })
