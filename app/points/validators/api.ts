import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import ApiRefused from '#shared/api/errors/api_refused'
import { decimalText } from '#shared/records/validator'
import type { AskedConsumption } from '#points/actions/consume_points'
import { parsePoints } from '#points/rules/points'

const reference = () => vine.string().trim().minLength(1).maxLength(80)
const points = () =>
  vine
    .string()
    .trim()
    .regex(/^\d{1,10}(\.\d{1,2})?$/)
const id = () => vine.number().withoutDecimals().positive()
const quantity = () =>
  vine
    .string()
    .trim()
    .use(decimalText())
    .regex(/^\d/)

export const apiConsumptionValidator = vine.create({
  reference: reference(),
  points: points().optional(),
  request: vine.string().trim().maxLength(80).nullable().optional(),
  item_id: id().nullable().optional(),
  skill: vine.string().trim().maxLength(120).nullable().optional(),
  lines: vine.array(vine.object({ product_id: id(), quantity: quantity() })).maxLength(100).optional(),
  reason: vine.string().trim().maxLength(255).nullable().optional(),
})

export const apiReversalValidator = vine.create({
  reference: reference(),
  of: vine.string().trim().maxLength(80),
  points: points().nullable().optional(),
  reason: vine.string().trim().minLength(3).maxLength(255),
})

/** Under which key the ledger keeps what a program calls by a reference of its own. */
export const keyOfReference = (text: string) => `api:${text}`

/** @throws {ApiRefused} when points are told as well as what was done */
export function askedByApi({ reference: name, points: told, request, item_id: item, skill, lines, reason }: Infer<typeof apiConsumptionValidator>): AskedConsumption {
  const isDone = item || skill || lines
  if (told !== undefined && isDone) throw new ApiRefused(422, 'E_POINTS_OR_WORK', 'Tell points, or what was done for the debit rules to price, not both', 'points')
  const done = { item: item ? String(item) : null, customer: null, skill: skill || null, lines: (lines ?? []).map((line) => ({ product: String(line.product_id), quantity: line.quantity })) }
  return { key: keyOfReference(name), request: request || null, reason: reason || undefined, asks: told === undefined ? done : { points: parsePoints(told) } }
}
