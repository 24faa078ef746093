import { DomainError } from '#shared/errors/domain_error'

const SENTENCES = {
  same: 'Old and current key are the same',
  unknown: 'No record is mirrored under either key',
  taken: 'This old key already stands for another record',
  loops: 'The current key is itself an old one',
}

/** A key cannot stand for another as it was typed. */
export default class AliasRefused extends DomainError {
  static code = 'E_ALIAS_REFUSED'
  readonly key: string
  override readonly field: string

  constructor(why: keyof typeof SENTENCES) {
    super(SENTENCES[why])
    this.key = `bindings.errors.alias_${why}`
    this.field = why === 'taken' ? 'old_key' : 'current_key'
  }
}
