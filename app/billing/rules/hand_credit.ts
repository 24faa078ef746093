/** A charge of the credited invoice, with what of it was not credited before; minor units. */
export interface CreditableCharge {
  chargeId: number
  /** Of its line on the invoice, counted from one. */
  position: number
  leftCents: number
}

/** A line of a credit note; amounts below zero give back. */
export interface CreditLine {
  netCents: number
  creditsPosition?: number | null
}

export interface SharedCredit {
  /** How much of each charge is credited, above zero. */
  shares: Map<number, number>
  /** What was credited beyond what was left of all charges. */
  excessCents: number
}

/**
 * Shares a credit that somebody made in the ERP among the charges of the invoice it credits: by the lines the ERP
 * names, else to the one charge of that very amount, else in proportion to what is left of each.
 *
 * @param creditedCents the credit's net, above zero
 */
export function shareCredit(charges: readonly CreditableCharge[], creditedCents: number, lines: readonly CreditLine[]): SharedCredit {
  const shares = new Map<number, number>()
  const leftOf = ({ chargeId, leftCents }: CreditableCharge) => Math.max(leftCents, 0) - (shares.get(chargeId) ?? 0)
  const take = (charge: CreditableCharge, cents: number): number => {
    const taken = Math.min(cents, leftOf(charge))
    if (taken > 0) shares.set(charge.chargeId, (shares.get(charge.chargeId) ?? 0) + taken)

    return Math.max(taken, 0)
  }

  let unshared = creditedCents
  for (const { netCents, creditsPosition } of lines) {
    const charge = charges.find(({ position }) => position === creditsPosition)
    if (charge && netCents < 0) unshared -= take(charge, Math.min(-netCents, unshared))
  }

  const same = charges.filter((charge) => leftOf(charge) === unshared)
  if (same.length === 1) unshared -= take(same[0], unshared)
  unshared -= takeInProportion(charges, unshared, leftOf, take)

  return { shares, excessCents: Math.max(unshared, 0) }
}

function takeInProportion(
  charges: readonly CreditableCharge[],
  cents: number,
  leftOf: (charge: CreditableCharge) => number,
  take: (charge: CreditableCharge, cents: number) => number
): number {
  const weights = charges.map(leftOf)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const amount = Math.min(cents, total)
  if (amount <= 0) return 0

  const parts = weights.map((weight) => Number((BigInt(amount) * BigInt(weight)) / BigInt(total)))
  let taken = charges.reduce((sum, charge, index) => sum + take(charge, parts[index]), 0)
  for (const charge of charges) taken += take(charge, amount - taken)

  return taken
}
