import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  billed: 'What the prospect brought has been billed to the customer since; credit it first, or keep them one company',
  unknown: 'How these two became one is not known',
}

/** Two companies that became one cannot be parted. */
export default class PartingRefused extends DomainError {
  static code = 'E_PARTING_REFUSED'
  readonly key: string

  constructor(why: keyof typeof SENTENCES) {
    super(SENTENCES[why])
    this.key = `bindings.errors.parting_${why}`
  }
}
