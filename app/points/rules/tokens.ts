import { multiply, round } from '#shared/money/ratio'
import { decimalRatio, parseDecimal } from '#shared/money/decimal'
import { toSafeInteger } from '#shared/money/rounding'

/** Tokens in hundredths of a token, a safe integer. */
export type Tokens = number

/** Tokens a company earned, lost or gave for a contract; never changed once written. */
export interface TokenMove {
  id: number
  /** Below zero for a return, a credit or a contract. */
  tokens: Tokens
  /** The move whose tokens a contract took. */
  takenFrom: number | null
}

/** What a quantity of a product earns, rounded once to hundredths, halves away from zero. A return has a quantity below zero. */
export function earnedBy(quantity: string, perUnit: string): Tokens {
  const { num, den } = multiply(decimalRatio(parseDecimal(quantity)), decimalRatio(parseDecimal(perUnit)))
  return toSafeInteger(round({ num: num * 100n, den }))
}

/**
 * What is left of each earning, oldest first: contracts took from the one they name; what was
 * returned is taken from the oldest that still has some. What more was returned than is left weighs on later earnings.
 *
 * @param moves in the order in which they were written
 */
export function tokensLeft(moves: readonly TokenMove[]): { id: number; left: Tokens }[] {
  const earned = moves.filter(({ tokens }) => tokens > 0).map(({ id, tokens }) => ({ id, left: tokens }))
  const byId = new Map(earned.map((one) => [one.id, one]))
  for (const { tokens, takenFrom } of moves) {
    if (takenFrom !== null) byId.get(takenFrom)!.left += tokens
  }
  let lost = moves.filter(({ tokens, takenFrom }) => tokens < 0 && takenFrom === null).reduce((sum, { tokens }) => sum - tokens, 0)
  for (const one of earned) {
    const part = Math.min(lost, Math.max(one.left, 0))
    one.left -= part
    lost -= part
  }
  return earned
}

/** What a company has, below zero when it returned more than it had left. */
export function tokenBalance(moves: readonly TokenMove[]): Tokens {
  return moves.reduce((sum, { tokens }) => sum + tokens, 0)
}

/** From which earnings a contract takes its tokens, the oldest first; null when there are too few. */
export function takenForContract(moves: readonly TokenMove[], threshold: Tokens): { from: number; tokens: Tokens }[] | null {
  if (threshold <= 0 || tokenBalance(moves) < threshold) return null
  const taken: { from: number; tokens: Tokens }[] = []
  let missing = threshold
  for (const { id, left } of tokensLeft(moves)) {
    const part = Math.min(missing, left)
    if (part <= 0) continue
    taken.push({ from: id, tokens: part })
    missing -= part
  }
  return missing === 0 ? taken : null
}
