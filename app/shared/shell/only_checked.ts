import { Exception } from '@adonisjs/core/exceptions'

/** The form was sent while the person is still typing, only to be checked; it is fine so far. */
export class OnlyChecked extends Exception {
  static status = 422
  static code = 'E_ONLY_CHECKED'
}
