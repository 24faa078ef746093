import type { DueCharge } from '#billing/charge_sources'

/**
 * What makes a charge the same charge: its source, its days, its kind and how often those
 * days were billed and taken back before. Unique in the ledger.
 */
export function ledgerKey(sourceType: string, charge: DueCharge): string {
  return `${sourceType}:${charge.sourceId}:${charge.from}:${charge.to}:${charge.kind}:${charge.revision}`
}
