import { fieldOf } from '#warranty/errors/registration_refused'
import type { Check } from '#warranty/rules/check_policy'

const NAMED: Record<string, string> = { product_id: 'product_number', dealer_id: 'dealer_name' }

/** The field of the public form in which a finding shows. */
export function publicFieldOf(check: Check): string {
  const field = fieldOf(check)
  return NAMED[field] ?? field
}
