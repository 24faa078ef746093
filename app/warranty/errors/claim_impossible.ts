import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  currency: 'This is not the code of a currency; write it like EUR',
  future: 'A fault lies on a day that has come',
  not_draft: 'Only a draft can be changed; reopen the claim first',
  not_now: 'This cannot be done with the claim as it is now',
  no_lines: 'A claim without lines asks for nothing; add a line first',
  amount: 'An amount is more than zero',
  quantity: 'A quantity is more than zero',
  too_much: 'No more can be allowed than was asked for',
  reason: 'Say why, so that others understand it later',
  replacement: 'Say on which day it was replaced, after the fault and not after today',
  item_closed: 'Nobody holds this item any more, so it cannot be replaced',
  claimed_on: 'Say on which day it was claimed from the supplier',
  received: 'Say how much was received, and on which day',
  not_approved: 'Only what was approved or settled can be recovered from a supplier',
} as const

export type ClaimFault = keyof typeof SENTENCES

/** What was asked of a claim cannot be. */
export default class ClaimImpossible extends DomainError {
  static code = 'E_CLAIM_IMPOSSIBLE'
  readonly key: string

  constructor(
    fault: ClaimFault,
    readonly field?: string
  ) {
    super(SENTENCES[fault])
    this.key = `warranty.claim_errors.${fault}`
  }
}
