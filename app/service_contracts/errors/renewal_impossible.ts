import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  not_running: 'Only a contract that runs can be renewed or ended by notice',
  before_deadline: 'The notice deadline has not passed yet',
  not_tacit: 'This contract is not renewed by itself',
  notice: 'Notice was given; withdraw it before the contract is renewed',
  limit: 'The contract has been renewed as often as was agreed',
  decided: 'Somebody decided otherwise about the end of this term',
  nothing_left: 'No line of the contract has service until the end of the term',
  no_length: 'Nothing says how long the next term is; enter the length of a renewal',
  no_end: 'The contract has no end, so nothing is to be renewed',
  revaluation_first: 'A revaluation that is due before the next term waits; approve or exclude it first, since the new lines start with its price',
  notice_open: 'A notice stands already; withdraw it first',
  no_notice: 'No notice stands',
  received_later: 'A notice is recorded once it was received, not before',
  before_start: 'This lies before the first day of the contract',
  ends_before_received: 'The contract cannot end before the notice came',
  override_right: 'The rules say another day. You may not decide for this one; ask somebody who may',
  override_reason: 'Say why another day than that of the rules was agreed',
  months: 'A term lasts 1 to 1200 months',
  notice_length: 'Notice is 0 to 60 months or 0 to 1826 days',
  reminder: 'A reminder needs both days, of which the first is the larger',
  nothing_chosen: 'Choose at least one contract',
  letter_sent: 'This letter has left already',
  no_address: 'The customer has no e-mail address; print the letter instead',
} as const

export type RenewalRefusal = keyof typeof SENTENCES

/** What was asked about the renewal or the end of a contract is not possible. */
export default class RenewalImpossible extends DomainError {
  static code = 'E_RENEWAL_IMPOSSIBLE'
  readonly key: string

  constructor(
    readonly field: string | undefined,
    readonly refusal: RenewalRefusal
  ) {
    super(SENTENCES[refusal])
    this.key = `renewal.errors.${refusal}`
  }
}
