import { DomainError } from '#shared/errors/domain_error'

/** Only an invoice that the ERP refused can be taken back: any other may stand there. */
export default class InvoiceNotWithdrawable extends DomainError {
  static code = 'E_INVOICE_NOT_WITHDRAWABLE'
  readonly key = 'billing.errors.invoice_not_withdrawable'

  constructor(status: string) {
    super(`Only a refused invoice can be withdrawn; this one is ${status}`)
  }
}
