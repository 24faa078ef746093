import { DomainError } from '#shared/errors/domain_error'

/** The file or its mapping cannot be imported as it is; the sentence says what to change. */
export default class ImportRefused extends DomainError {
  static code = 'E_IMPORT_REFUSED'
  readonly key: string

  constructor(
    reason: 'too_many_rows' | 'too_many_columns' | 'no_rows' | 'no_columns' | 'key_unmapped' | 'required_unmapped' | 'not_now' | 'twice_mapped',
    readonly values: Record<string, string | number> = {},
    readonly field: string = 'file'
  ) {
    super(`The import was refused: ${reason.replaceAll('_', ' ')}`)
    this.key = `imports.refused.${reason}`
  }
}
