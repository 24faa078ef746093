import { Exception } from '@adonisjs/core/exceptions'

/**
 * A business rule refused the request. `key` names the sentence in the language files and
 * `values` fill it in; the message is the English sentence for logs and the API.
 */
export abstract class DomainError extends Exception {
  static status = 422

  abstract readonly key: string
  readonly values: Record<string, string | number> = {}

  /** The form field the sentence belongs to, when there is one. */
  readonly field?: string
}
