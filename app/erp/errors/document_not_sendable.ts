import { DomainError } from '#shared/errors/domain_error'
import { filledIn } from '#shared/errors/filled_in'

const SENTENCES = {
  not_customer: 'The ERP does not know this company: create it there as a customer first',
  orders_not_offered: 'This ERP takes no orders from here',
  stock_not_offered: 'This ERP lets no stock be issued from here',
  not_reversible: 'This ERP lets no issue be reversed from here',
  no_lines: 'An order needs at least one product',
  line_incomplete: 'Line {line} needs a product, a quantity and a price',
  other_erp: 'The product {product} belongs to another ERP',
  serial_needed: '{product} is issued piece by piece, each with its serial number',
  under_way: 'It is on its way or in the ERP already and can no longer be changed',
  not_issued: 'Only an issue that stands in the ERP can be reversed',
  offer_not_accepted: 'Only an offer that was accepted is ordered',
  line_without_product: 'The ERP orders products: choose one for “{line}”',
  price_too_fine: 'This ERP keeps {decimals} decimals of a price, so “{line}” cannot be ordered to the cent: enter the order there',
  too_many_lines: 'An order has {most} lines at most',
  reversed_already: 'This issue was reversed already, or is on the way to be',
}

/** An order or a stock issue cannot leave as it stands. */
export default class DocumentNotSendable extends DomainError {
  static code = 'E_DOCUMENT_NOT_SENDABLE'
  readonly key: string

  constructor(
    why: keyof typeof SENTENCES,
    override readonly values: Record<string, string | number> = {},
    override readonly field?: string
  ) {
    super(filledIn(SENTENCES[why], values))
    this.key = `outgoing.errors.${why}`
  }
}
