import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  invoice_not_withdrawable: 'Only a refused invoice can be withdrawn',
  invoice_credited_since: 'Something billed here has been credited since; withdraw the credit first',
} as const

/** Only an invoice that the ERP refused can be taken back: any other may stand there. */
export default class InvoiceNotWithdrawable extends DomainError {
  static code = 'E_INVOICE_NOT_WITHDRAWABLE'
  readonly key: string

  constructor(why: keyof typeof SENTENCES) {
    super(SENTENCES[why])
    this.key = `billing.errors.${why}`
  }
}
