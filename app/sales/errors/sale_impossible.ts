import { DomainError } from '#shared/errors/domain_error'
import { filledIn } from '#shared/errors/filled_in'

const SENTENCES = {
  currency: 'This is not the code of a currency; write it like EUR',
  currency_fixed: 'The lines are priced in {currency}; remove them before the currency changes',
  probability: 'A probability is a whole number from 0 to 100',
  amount: 'An amount is not below zero',
  contact: 'This contact belongs to another company',
  opportunity: 'This opportunity belongs to another company',
  quantity: 'A quantity is more than zero',
  unit_price: 'A price is not below zero',
  price_unknown: 'We know no price of this product in {currency}; enter one',
  description: 'Name a product, or say what is offered',
  discount: 'A discount is 0 to 100 percent, with two decimals at most',
  too_large: 'This amount is too large',
  other_owner: 'A line stays where it is; make a new one there',
  not_open: 'Only an open opportunity can be changed; reopen it first',
  not_draft: 'Only a draft can be changed; revise the offer instead',
  not_now: 'This cannot be done as things stand now',
  reason: 'Say why it came to nothing',
  take_back_reason: 'Say why the acceptance is taken back',
  other_reason: 'Say in a few words what it was',
  no_lines: 'An offer without lines offers nothing; add a line first',
  past: 'An offer is valid for today at least',
  expired: 'This offer expired; revise it with another day',
  predecessor: 'The offer that this one was to replace was accepted or replaced meanwhile',
  revised: 'It is being revised already as {number}',
  has_offers: 'There are offers of this opportunity',
} as const

export type SaleFault = keyof typeof SENTENCES

/** What was asked of an opportunity or an offer cannot be. */
export default class SaleImpossible extends DomainError {
  static code = 'E_SALE_IMPOSSIBLE'
  readonly key: string

  constructor(
    fault: SaleFault,
    override readonly field?: string,
    override readonly values: Record<string, string | number> = {}
  ) {
    super(filledIn(SENTENCES[fault], values))
    this.key = `sales.errors.${fault}`
  }
}
