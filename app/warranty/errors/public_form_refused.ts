import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  product: 'We know no product with this number',
  stale: 'This form has been open too long; send it once more',
} as const

/** The public form cannot be taken as it was sent. */
export default class PublicFormRefused extends DomainError {
  static code = 'E_PUBLIC_FORM_REFUSED'
  readonly key: string

  constructor(
    reason: keyof typeof SENTENCES,
    readonly field = reason === 'product' ? 'product_number' : undefined
  ) {
    super(SENTENCES[reason])
    this.key = `warranty.form.${reason}`
  }
}
