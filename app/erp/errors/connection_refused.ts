import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  name_taken: 'Another connection has this name',
  secret_needed: 'The address has changed, so type the secret again',
}

/** A connection cannot be saved as it was typed. */
export default class ConnectionRefused extends DomainError {
  static code = 'E_CONNECTION_REFUSED'
  readonly key: string
  override readonly field: string

  constructor(why: keyof typeof SENTENCES, field: string) {
    super(SENTENCES[why])
    this.key = `erp.errors.${why}`
    this.field = field
  }
}
