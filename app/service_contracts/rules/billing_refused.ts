export type RefusalCode =
  | 'invalid_price'
  | 'invalid_quantity'
  | 'invalid_amount'
  | 'invalid_date'
  | 'unknown_currency'
  | 'end_before_start'
  | 'target_before_start'
  | 'invalid_event'
  | 'invalid_history'
  | 'overlapping_history'
  | 'too_many_items'
  | 'amount_too_large'
  | 'date_out_of_range'

/** The terms of a line or its history cannot be billed; the message says why in a sentence. */
export class BillingRefused extends Error {
  constructor(
    readonly code: RefusalCode,
    message: string
  ) {
    super(message)
    this.name = 'BillingRefused'
  }
}
