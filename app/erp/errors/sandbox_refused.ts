import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  no_lines: 'An order needs at least one line',
  not_draft: 'Only a draft can be changed',
  not_open: 'Only a confirmed order can be delivered',
  customer_blocked: 'This customer is blocked',
  nothing_to_move: 'Enter the quantity of at least one line',
  too_many: 'More than what is left',
  serials: 'Enter one serial number for each piece',
  lots: 'Enter the lots with quantities that add up to that of the line',
  serial_taken: 'One of the serial numbers is already with a customer',
  not_returnable: 'Only what was delivered can come back',
  not_consumable: 'Only what was delivered on consignment can be reported as used',
  number_taken: 'This number is already in use',
  not_payable: 'Only an open invoice can be paid',
  amount: 'Enter an amount up to what is open',
  not_reversible: 'Only a payment that was not reversed yet can be reversed',
  not_creditable: 'Only a posted invoice can be credited',
  credit_too_high: 'More than what is left of the line',
  nothing_to_credit: 'Enter what is credited of at least one line',
} as const

/** A clerk at the sandbox ERP asked for what its rules refuse. */
export default class SandboxRefused extends DomainError {
  readonly key: string

  constructor(
    reason: keyof typeof SENTENCES,
    override readonly field?: string
  ) {
    super(SENTENCES[reason])
    this.key = `sandbox.refused.${reason}`
  }
}
