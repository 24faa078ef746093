import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  is_customer: 'The ERP knows this company already',
  under_way: 'This company is on its way into the ERP already',
  not_offered: 'This connection takes no customers from here',
  key_unknown: 'The ERP has no customer with this key',
  incomplete: 'An ERP needs at least the city and the country of a customer',
}

/** A company cannot be sent to the ERP as it stands. */
export default class CustomerNotSendable extends DomainError {
  static code = 'E_CUSTOMER_NOT_SENDABLE'
  readonly key: string

  constructor(why: keyof typeof SENTENCES) {
    super(SENTENCES[why])
    this.key = `bindings.errors.${why}`
  }
}
