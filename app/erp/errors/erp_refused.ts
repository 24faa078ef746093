import { ErpError } from '#erp/errors/erp_error'

/** A rule of the ERP forbids it: nothing was done, and a person decides what to do about the sentence. */
export default class ErpRefused extends ErpError {
  override readonly name = 'ErpRefused'
  readonly kind = 'refused'

  constructor(
    readonly code: ErpRefusal,
    readonly sentence: string
  ) {
    super(sentence)
  }
}

/** What was wrong, as far as the connector can tell; `other` leaves it to the ERP's own sentence. */
export type ErpRefusal =
  | 'customer_blocked'
  | 'customer_unknown'
  | 'product_unknown'
  | 'tax_code_unknown'
  | 'currency_unknown'
  | 'payment_term_unknown'
  | 'site_unknown'
  | 'period_closed'
  | 'date_order'
  | 'date_in_future'
  | 'duplicate_reference'
  | 'draft_differs'
  | 'set_up_missing'
  | 'changed_meanwhile'
  | 'tax_id_invalid'
  | 'stock_short'
  | 'serial_unknown'
  | 'not_reversible'
  | 'other'
