import { DomainError } from '#shared/errors/domain_error'
import type { Check } from '#warranty/rules/check_policy'
import type { CheckFinding } from '#warranty/rules/registration_checks'

const SENTENCES: Record<Check, string> = {
  SERIAL_UNKNOWN: 'We know no item with this serial number',
  SERIAL_PRODUCT_MISMATCH: 'This serial number belongs to another product',
  NOT_SHIPPED: 'We have not delivered an item with this serial number',
  SHIPPED_TO_OTHER_DEALER: 'We did not deliver this item to this dealer',
  ALREADY_REGISTERED: 'This serial number is already registered',
  BEFORE_SHIPMENT: 'The day of purchase is before the day on which we delivered the item',
  AFTER_DEADLINE: 'The time in which it could be registered is over',
  STOLEN_OR_SCRAPPED: 'This item was reported lost, stolen or scrapped',
  CHECK_DIGIT: 'The check digit of this serial number is wrong; one of its characters is mistyped',
}

const FIELDS: Partial<Record<Check, string>> = {
  SERIAL_PRODUCT_MISMATCH: 'product_id',
  SHIPPED_TO_OTHER_DEALER: 'dealer_id',
  BEFORE_SHIPMENT: 'purchased_on',
  AFTER_DEADLINE: 'purchased_on',
}

/** The field of a registration in which a finding shows. */
export const fieldOf = (check: Check) => FIELDS[check] ?? 'serial'

/** The checks refuse a registration. */
export default class RegistrationRefused extends DomainError {
  readonly key: string
  readonly field: string
  readonly values: Record<string, string | number>
  declare code: string

  /** @param findings those that refuse it, at least one */
  constructor(readonly findings: readonly CheckFinding[]) {
    const [first] = findings
    super(SENTENCES[first.check])
    this.code = first.check
    this.key = `warranty.findings.${first.check}`
    this.field = fieldOf(first.check)
    this.values = first.values
  }
}
