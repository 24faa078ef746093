/** What a contract brought and cost in a term, in minor units of its currency; costs are above zero. */
export interface MarginParts {
  billed: number
  parts: number
  hours: number
  travel: number
  expenses: number
  points: number
}

/** What is left of what was billed once everything that is known to have been given for it is taken off. */
export function marginOf({ billed, parts, hours, travel, expenses, points }: MarginParts): number {
  return billed - parts - hours - travel - expenses - points
}

/** A margin as a share of what was billed, in whole percent rounded half away from zero; null when nothing was billed. */
export function marginPercent(parts: MarginParts): number | null {
  if (parts.billed === 0) return null
  const share = (marginOf(parts) * 100) / parts.billed
  return Math.sign(share) * Math.round(Math.abs(share))
}
