import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  hand_credit_in_part: 'Only a part of a charge was credited: its days stay billed',
  hand_credit_billed_again: 'These days were billed again already',
} as const

/** A credit made in the ERP cannot be taken to mean that. */
export default class HandCreditKept extends DomainError {
  readonly key: string

  constructor(reason: keyof typeof SENTENCES) {
    super(SENTENCES[reason])
    this.key = `billing.errors.${reason}`
  }
}
