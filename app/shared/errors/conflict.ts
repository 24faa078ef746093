import { Exception } from '@adonisjs/core/exceptions'

/**
 * Somebody else changed the record since it was read. Carries both versions so that the
 * person can choose field by field.
 */
export class Conflict extends Exception {
  static status = 409
  static code = 'E_CONFLICT'

  constructor(
    readonly theirs: Record<string, unknown>,
    readonly ours: Record<string, unknown>,
    /** Where the names of the fields stand in the language files. */
    readonly names = 'validation.fields'
  ) {
    super('This record was changed by somebody else while you were editing it')
  }
}
