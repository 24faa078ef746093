import type { ErpCapabilities } from '#contracts/erp'

/** The code of a posting that waits for a person to enter it in the ERP. */
export const BY_HAND = 'by_hand'

/**
 * Whether nothing may be posted to an ERP by itself: when it can neither be searched for our
 * reference nor recognise a repetition, an invoice whose answer was lost would stand twice.
 */
export function isPostedByHand({ externalReferenceSearchable, idempotencyHeader }: Pick<ErpCapabilities, 'externalReferenceSearchable' | 'idempotencyHeader'>): boolean {
  return !externalReferenceSearchable && !idempotencyHeader
}
