import vine from '@vinejs/vine'
import { parseMoney } from '#shared/money/money'
import CreditRefused from '#billing/errors/credit_refused'
import type { WishedCredit } from '#billing/actions/request_credits'

export const creditValidator = vine.create({
  reason: vine.string().trim().minLength(3).maxLength(255),
})

const NUMBER = /^\d{1,15}(\.\d{1,6})?$/

/**
 * The lines a person chose, from `kind_<charge>` and `value_<charge>` of the form, as wishes.
 *
 * @throws {CreditRefused} when a value is missing, is no number, or no amount can be as large
 */
export function wishesOf(form: Record<string, unknown>, currency: string): WishedCredit[] {
  const chosen = Object.entries(form).filter(([name, kind]) => /^kind_\d{1,15}$/.test(name) && ['whole', 'amount', 'quantity'].includes(String(kind)))

  return chosen.map(([name, kind]) => {
    const chargeId = Number(name.slice('kind_'.length))
    if (kind === 'whole') return { chargeId, wish: { kind } }
    const value = String(form[`value_${chargeId}`] ?? '').trim()
    if (!NUMBER.test(value)) throw new CreditRefused('no_number', `value_${chargeId}`)

    return { chargeId, wish: kind === 'quantity' ? { kind, quantity: value } : { kind: 'amount', cents: centsOf(value, currency, chargeId) } }
  })
}

function centsOf(value: string, currency: string, chargeId: number): number {
  try {
    return parseMoney(value, currency)
  } catch (error) {
    if (error instanceof RangeError) throw new CreditRefused('too_large', `value_${chargeId}`)
    throw error
  }
}
