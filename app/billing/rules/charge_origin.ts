import type { MinorUnits } from '#shared/money/money'

/** Something that the review says of where a charge comes from. */
export interface OriginFact {
  /** Language key. */
  label: string
  value?: string
  /** Instead of a value, in the currency of the charge. */
  cents?: MinorUnits
  href?: string
}

/** The work of another domain that a charge follows from, such as a milestone that was reached. */
export interface ChargeOrigin {
  type: string
  id: number
  title: string
  href: string
  facts: OriginFact[]
}

/** Where a manual charge follows from; null for what a person entered. */
export function originOf(row: Record<string, unknown>): ChargeOrigin | null {
  return typeof row.origin === 'string' ? (JSON.parse(row.origin) as ChargeOrigin) : null
}
