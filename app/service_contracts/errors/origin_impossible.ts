import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  not_ready: 'A contract is made once it was won or accepted',
  currency: 'Its lines are priced in {currency}; take none of them, or keep the currency',
} as const

/** A contract cannot be made of this. */
export default class OriginImpossible extends DomainError {
  static code = 'E_ORIGIN_IMPOSSIBLE'
  readonly key: string

  constructor(
    why: keyof typeof SENTENCES,
    override readonly field?: string,
    override readonly values: Record<string, string> = {}
  ) {
    super(SENTENCES[why].replace('{currency}', values.currency ?? ''))
    this.key = `contract_origins.errors.${why}`
  }
}
