import vine from '@vinejs/vine'
import { parseMoney } from '#shared/money/money'
import { decimalText } from '#shared/records/validator'
import CreditRefused from '#billing/errors/credit_refused'
import type { WishedCredit } from '#billing/actions/request_credits'

export const creditValidator = vine.create({
  reason: vine.string().trim().minLength(3).maxLength(255),
  lines: vine
    .record(
      vine.object({
        kind: vine.enum(['whole', 'amount', 'quantity'] as const).nullable().optional(),
        value: vine.string().trim().use(decimalText()).nullable().optional(),
      })
    )
    .optional(),
})

type AskedLines = Record<string, { kind?: 'whole' | 'amount' | 'quantity' | null; value?: string | null }>

/**
 * The lines a person chose, as wishes.
 *
 * @throws {CreditRefused} when an amount is missing or no amount can be as large
 */
export function wishesOf(lines: AskedLines, currency: string): WishedCredit[] {
  return Object.entries(lines).flatMap(([id, { kind, value }]): WishedCredit[] => {
    const chargeId = Number(id)
    if (!kind) return []
    if (kind === 'whole') return [{ chargeId, wish: { kind } }]
    if (!value) throw new CreditRefused('not_positive', `lines.${id}.value`)

    return [{ chargeId, wish: kind === 'quantity' ? { kind, quantity: value } : { kind, cents: centsOf(value, currency, id) } }]
  })
}

function centsOf(value: string, currency: string, id: string): number {
  try {
    return parseMoney(value, currency)
  } catch (error) {
    if (error instanceof RangeError) throw new CreditRefused('too_large', `lines.${id}.value`)
    throw error
  }
}
