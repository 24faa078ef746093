import vine from '@vinejs/vine'
import { calendarDay } from '#shared/records/validator'

export const offerOrderValidator = vine.create({
  requested_on: vine.string().trim().use(calendarDay()).nullable().optional(),
  products: vine.record(vine.number().positive().withoutDecimals().nullable()).optional(),
})

/** Products that were chosen for lines, by the id of the line; the form names them `line_7`. */
export function typedProducts(products: Record<string, number | null> = {}): Record<string, number> {
  return Object.fromEntries(Object.entries(products).flatMap(([name, id]) => (id ? [[name.replace('line_', ''), id]] : [])))
}
