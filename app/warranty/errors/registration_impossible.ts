import { DomainError } from '#shared/errors/domain_error'
import { filledIn } from '#shared/errors/filled_in'

const SENTENCES = {
  future: 'A purchase lies on a day that has come',
  customer: 'Name the end customer, or choose the company',
  serial: 'A registration needs the serial number',
  known: 'This customer has registered this item already, as {number}',
  not_now: 'This cannot be decided about a registration that is {status}',
  decide_first: 'Decide first about {number}, which was registered before for the same item',
  decided: 'What was decided stays; withdraw the registration and register anew',
  reason: 'Say why, so that others understand it later',
  outcome: 'An item changes hands only when a person says so: review or refuse',
  deadline: 'A deadline is 1 to 3650 days, or empty for none',
  pattern_or_product: 'Name a product, a pattern, or both',
} as const

/** What was asked about a registration cannot be. */
export default class RegistrationImpossible extends DomainError {
  static code = 'E_REGISTRATION_IMPOSSIBLE'
  readonly key: string

  constructor(
    reason: keyof typeof SENTENCES,
    readonly field?: string,
    readonly values: Record<string, string | number> = {}
  ) {
    super(filledIn(SENTENCES[reason], values))
    this.key = `warranty.errors.${reason}`
  }
}
