import { addDays, isCalendarDate, type CalendarDate } from '#shared/calendar/calendar_date'
import { parseDecimal } from '#shared/money/decimal'
import { parseMoney } from '#shared/money/money'
import type { DraftHeader, DraftLine } from '#erp/actions/write_sandbox_draft'
import ErpRefused from '#erp/errors/erp_refused'

export type Typed = Record<string, unknown>

/** What was typed, without blanks around it. */
export const text = (value: unknown): string => (value === undefined || value === null ? '' : String(value).trim())

/** The first day of the open books as the interface writes it, empty when none is closed. */
export const openFrom = (closedUntil: CalendarDate | null): string => (closedUntil ? addDays(closedUntil, 1).split('-').toReversed().join('/') : '')

/** The header of a draft as the interface takes it. */
export function typedDraft(body: Typed): DraftHeader {
  return {
    reference: text(body.ref).slice(0, 20) || null,
    customerId: text(body.customer),
    currency: text(body.currency),
    issuedOn: day(text(body.date)),
    text: text(body.text),
    paymentTerm: text(body.term) || null,
    site: text(body.site) || null,
  }
}

/** A line as the interface takes it: numbers with a decimal comma. */
export function typedLine(body: Typed, currency: string): DraftLine {
  return {
    productId: text(body.item) || null,
    description: text(body.text),
    quantity: decimal(body.qty),
    unitPrice: decimal(body.price),
    netCents: parseMoney(decimal(body.amount), currency),
    taxCode: text(body.vat_code) || null,
  }
}

/**
 * The day a text such as 22/11/2026 names; null for an empty one.
 *
 * @throws {ErpRefused} for anything else
 */
export function day(typed: string): CalendarDate | null {
  if (typed === '') return null
  const found = typed.split('/').reverse().join('-')
  if (!isCalendarDate(found)) throw new ErpRefused('other', `"${typed}" is not a day such as 22/11/2026`)

  return found
}

/**
 * A number with a decimal comma as decimal text.
 *
 * @throws {ErpRefused} when it is none
 */
export function decimal(value: unknown): string {
  const found = text(value).replace(',', '.')
  try {
    parseDecimal(found)
  } catch {
    throw new ErpRefused('other', `"${text(value)}" is not a number with a decimal comma`)
  }
  return found
}
