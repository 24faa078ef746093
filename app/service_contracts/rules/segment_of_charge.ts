import type { BilledCharge } from '#billing/queries/billed_ledger'
import type { BilledSegment } from '#service_contracts/rules/billing_item'

/** A billed charge as the billing rules read the ledger. */
export function segmentOfCharge(charge: BilledCharge): BilledSegment {
  return {
    id: charge.id,
    from: charge.from,
    to: charge.to,
    kind: charge.kind,
    amountMinor: charge.netCents,
    corrects: charge.correctsChargeId,
    creditedMinor: charge.creditedCents,
  }
}
