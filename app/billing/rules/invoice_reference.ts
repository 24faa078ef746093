import { shortReference } from '#shared/outbox/short_reference'

/**
 * The name under which an invoice is found in the ERP: `SVC-` and 60 random bits.
 *
 * @param random eight random bytes
 */
export function invoiceReference(random: Uint8Array): string {
  return shortReference('SVC', random)
}
