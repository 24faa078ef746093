import { shortReference } from '#shared/outbox/short_reference'

const PREFIX = 'CUS'

/**
 * The name under which a customer we send is found in the ERP again.
 *
 * @param random eight random bytes
 */
export function customerReference(random: Uint8Array): string {
  return shortReference(PREFIX, random)
}

/** Whether a text of the ERP is such a name. */
export function isCustomerReference(text: unknown): boolean {
  return /^CUS-[0-9A-HJKMNP-TV-Z]{12}$/.test(String(text ?? ''))
}
