import { DomainError } from '#shared/errors/domain_error'
import type { Consequence } from '#sales/acceptance'

const SENTENCES = {
  order: 'The offer was ordered in the ERP as {number}, so it stays accepted; withdraw the order first',
  contract: 'The contract {number} was made of the offer, so it stays accepted',
  project: 'The project {number} was made of the offer, so it stays accepted',
}

/** An acceptance cannot be taken back, since something was made of it. */
export default class OfferFollowed extends DomainError {
  static code = 'E_OFFER_FOLLOWED'
  static status = 409
  readonly key: string
  readonly values: Record<string, string>

  constructor({ kind, number }: Consequence) {
    super(SENTENCES[kind].replace('{number}', number))
    this.key = `sales.errors.followed_by_${kind}`
    this.values = { number }
  }
}
