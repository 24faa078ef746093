import type { MinorUnits } from '#shared/money/money'
import type { LotMovement } from '#points/queries/lot_movements'
import type { LotSource } from '#points/rules/lot'
import type { Points } from '#points/rules/points'
import { costOf } from '#points/rules/sale'

/** What is billed from here brings points into lots of these; others were sold elsewhere or given. */
const BILLED_HERE: readonly LotSource[] = ['contract', 'recharge']

/** So many points of a value with six decimals may be a minor unit off. */
const POINTS_OF_A_CENT = 2_000_000

/** What the points of an account were worth until a day: what came in is what went out and what is held. */
export interface PointCoverage {
  /** Brought by contracts and recharges. */
  givenCents: MinorUnits
  /** Sold elsewhere, earned by tokens, given, corrected. */
  otherCents: MinorUnits
  usedCents: MinorUnits
  expiredCents: MinorUnits
  /** The liability. */
  heldCents: MinorUnits
}

/** The worth of an account's points by where they came from and what became of them. */
export function pointCoverage(lots: readonly LotMovement[], currency: string): PointCoverage {
  const worth = (points: (lot: LotMovement) => Points) => lots.reduce((sum, lot) => sum + costOf(points(lot), lot.unitValue, currency), 0)
  const isBilledHere = ({ source }: LotMovement) => BILLED_HERE.includes(source)
  const givenCents = worth((lot) => (isBilledHere(lot) ? lot.issued : 0))
  const otherCents = worth((lot) => (isBilledHere(lot) ? 0 : lot.issued) + lot.corrected)
  const [expiredCents, heldCents] = [worth(({ expired }) => expired), worth(({ held }) => held)]

  return { givenCents, otherCents, usedCents: givenCents + otherCents - expiredCents - heldCents, expiredCents, heldCents }
}

/** Whether points are worth what was agreed for them, but for what rounding loses: a minor unit a lot and a few of very many points. */
export function isWorthAgreed(lots: readonly LotMovement[], { givenCents }: PointCoverage, agreedCents: MinorUnits): boolean {
  const billedHere = lots.filter(({ source, issued }) => BILLED_HERE.includes(source) && issued > 0)
  const lost = billedHere.reduce((sum, { issued }) => sum + 1 + Math.floor(issued / POINTS_OF_A_CENT), 0)
  return Math.abs(givenCents - agreedCents) <= lost
}
