import vine from '@vinejs/vine'
import { calendarDate } from '#shared/calendar/calendar_date'
import type { OrderInput } from '#erp/queries/order_payload'
import type { PartUsed } from '#erp/actions/queue_stock_issue'
import { linesUpTo, MOST_LINES } from '#erp/rules/order_lines'
import DocumentNotSendable from '#erp/errors/document_not_sendable'

const ORDER_LINES = linesUpTo(MOST_LINES)

const id = () => vine.number().positive().withoutDecimals()
const day = () => vine.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/)
const point = (typed: string | null) => typed?.replace(',', '.') ?? null
const quantity = () => vine.string().trim().regex(/^(?!0+([.,]0+)?$)\d{1,9}([.,]\d{1,6})?$/).transform(point)
const price = () => vine.string().trim().regex(/^\d{1,9}([.,]\d{1,8})?$/).transform(point)
const words = (most: number) => vine.string().trim().maxLength(most)

const lines = Object.fromEntries(
  ORDER_LINES.flatMap((line) => [
    [`product_${line}`, id().nullable().optional()],
    [`quantity_${line}`, quantity().nullable().optional()],
    [`price_${line}`, price().nullable().optional()],
  ])
)

export const outgoingFilterValidator = vine.create({
  state: vine.enum(['refused', 'held', 'unknown', 'pending', 'sending', 'done', 'withdrawn'] as const).optional(),
  before: id().optional(),
})

export const orderFormValidator = vine.create({ requested_on: day().nullable().optional(), text: words(255).nullable().optional(), ...lines })

export const stockIssueValidator = vine.create({
  product_id: id(),
  quantity: quantity(),
  site_key: words(64).minLength(1),
  location: words(64).nullable().optional(),
  serial: words(64).nullable().optional(),
  moved_on: day().nullable().optional(),
  text: words(255).nullable().optional(),
})

export const reversalValidator = vine.create({ reason: words(255).minLength(3) })

export const outgoingConfirmationValidator = vine.create({ number: words(64).minLength(1), reason: words(255).minLength(3) })

type Typed = Record<string, any>

/**
 * An order as its form says it; a line without a product is none.
 *
 * @throws {DocumentNotSendable} for a line that lacks its quantity or its price
 */
export function typedOrder(typed: Typed): OrderInput {
  const filled = ORDER_LINES.filter((line) => typed[`product_${line}`])
  for (const line of filled) {
    const missing = ['quantity', 'price'].find((field) => !typed[`${field}_${line}`])
    if (missing) throw new DocumentNotSendable('line_incomplete', { line }, `${missing}_${line}`)
  }
  return {
    orderedOn: null,
    requestedOn: typed.requested_on ? calendarDate(typed.requested_on) : null,
    text: typed.text ?? '',
    lines: filled.map((line) => ({ productId: typed[`product_${line}`], quantity: typed[`quantity_${line}`], unitPrice: typed[`price_${line}`] })),
  }
}

/** A part used as its form says it. */
export function typedPart(typed: Typed): PartUsed {
  return {
    productId: typed.product_id,
    quantity: typed.quantity,
    siteKey: typed.site_key,
    location: typed.location || null,
    serial: typed.serial || null,
    movedOn: typed.moved_on ? calendarDate(typed.moved_on) : null,
    text: typed.text ?? '',
  }
}
