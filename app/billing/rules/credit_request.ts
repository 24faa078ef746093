import { compare, divide, multiply, ratio, round } from '#shared/money/ratio'
import { decimalRatio, parseDecimal } from '#shared/money/decimal'
import type { MinorUnits } from '#shared/money/money'
import { toSafeInteger } from '#shared/money/rounding'

/** A billed line as far as crediting it goes. */
export interface CreditableLine {
  netCents: MinorUnits
  /** Decimal text, above zero. */
  quantity: string
  /** What of it was credited, here or in the ERP, or is waiting to be; above zero. */
  takenCents: MinorUnits
}

/** All that is left of a line, an amount of it, or so many of its pieces. */
export type CreditWish = { kind: 'whole' } | { kind: 'amount'; cents: MinorUnits } | { kind: 'quantity'; quantity: string }

export type CreditRefusal = 'no_charge' | 'nothing_left' | 'not_positive' | 'too_much' | 'too_many'

/**
 * How much of a billed line is given back, in minor units above zero, or why not. Never more than what was billed less what
 * was taken. So many of the pieces are worth their share of the line, rounded once, halves away from zero; all pieces are all of it.
 */
export function creditOf(line: CreditableLine, wish: CreditWish): { cents: MinorUnits } | { refusal: CreditRefusal; leftCents: MinorUnits } {
  const leftCents = line.netCents - line.takenCents
  const refuse = (refusal: CreditRefusal) => ({ refusal, leftCents: Math.max(leftCents, 0) })
  if (line.netCents <= 0) return refuse('no_charge')
  if (leftCents <= 0) return refuse('nothing_left')
  if (wish.kind === 'whole') return { cents: leftCents }
  if (wish.kind === 'quantity' && isMore(wish.quantity, line.quantity)) return refuse('too_many')

  const cents = wish.kind === 'amount' ? wish.cents : shareOf(line, wish.quantity)
  if (cents <= 0) return refuse('not_positive')
  return cents > leftCents ? refuse('too_much') : { cents }
}

function shareOf({ netCents, quantity }: CreditableLine, asked: string): MinorUnits {
  const whole = decimalRatio(parseDecimal(quantity))
  if (compare(whole, ratio(0)) === 0) return 0
  return toSafeInteger(round(multiply(ratio(netCents), divide(decimalRatio(parseDecimal(asked)), whole))))
}

function isMore(asked: string, billed: string): boolean {
  return compare(decimalRatio(parseDecimal(asked)), decimalRatio(parseDecimal(billed))) > 0
}
