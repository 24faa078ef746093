import { DomainError } from '#shared/errors/domain_error'
import type { ManualRefusal } from '#billing/rules/manual_charge'

const SENTENCES = {
  currency: 'There is no such currency',
  quantity: 'The quantity has to be above zero; to give money back, credit the invoice',
  price: 'The price has to be above zero; to give money back, credit the invoice',
  amount: 'Quantity times price is a larger amount than an invoice can hold',
  nothing: 'Quantity times price is less than the smallest unit of the currency',
  period_open: 'A service period has a first day and a day on which it is over',
  period_order: 'The service period has to end after it begins',
  needs_contract: 'Say with which contract it is to be invoiced',
  needs_order: 'Say with which order of the customer it is to be invoiced',
  other_currency: 'This customer is invoiced in {known}',
  contract_currency: 'The contract is invoiced in {known}',
  contract_without_bill_to: 'The contract does not say who is to be invoiced',
  contract_bill_to: 'What goes on the invoice of a contract is invoiced to {known}',
  contract_of_other: 'The contract belongs to another company',
  before_contract: 'The service period begins before the contract, on {known}',
  follows_origin: 'The charge follows from {known}; change it there',
  key_taken: 'Another charge carries the key {known} already',
  needs_credit: 'It was billed already; somebody who may ask for credits has to take it back',
  is_billed: 'The charge was billed already; credit its invoice instead',
  is_withdrawn: 'The charge was withdrawn and no longer changes',
} as const

export type ManualChargeReason = ManualRefusal | keyof typeof SENTENCES

/** A charge cannot be entered, changed or withdrawn like that. */
export default class ManualChargeRefused extends DomainError {
  static code = 'E_MANUAL_CHARGE_REFUSED'
  readonly key: string
  readonly values: Record<string, string>

  constructor(
    readonly field: string | undefined,
    reason: ManualChargeReason,
    known = ''
  ) {
    super(SENTENCES[reason].replace('{known}', known))
    this.key = `billing.manual_charge.errors.${reason}`
    this.values = { known }
  }
}
