import { DomainError } from '#shared/errors/domain_error'
import type { CreditRefusal } from '#billing/rules/credit_request'

const SENTENCES = {
  no_charge: 'Only a line that was charged can be credited',
  nothing_left: 'Everything of this line was credited already or is waiting to be',
  not_positive: 'The amount to credit has to be above zero',
  too_much: 'Of this line {left} can still be credited',
  no_number: 'Write a number such as 12.50',
  too_large: 'This is a larger amount than an invoice can hold',
  too_many: 'The line holds fewer pieces',
  not_approved: 'Only an invoice that was approved and that the ERP did not refuse can be credited',
  no_line: 'Choose at least one line to credit',
  is_billed: 'The credit was approved already and can no longer be withdrawn',
  is_withdrawn: 'The credit was withdrawn already',
} as const

/** Something of an invoice cannot be credited like that. */
export default class CreditRefused extends DomainError {
  static code = 'E_CREDIT_REFUSED'
  readonly key: string
  readonly values: Record<string, string>

  constructor(
    reason: CreditRefusal | keyof typeof SENTENCES,
    readonly field?: string,
    left = ''
  ) {
    super(SENTENCES[reason].replace('{left}', left))
    this.key = `billing.credit_request.errors.${reason}`
    this.values = { left }
  }
}
