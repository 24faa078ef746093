import { Exception } from '@adonisjs/core/exceptions'

/** The person's roles do not permit this; `needed` names the permission that is missing. */
export class Forbidden extends Exception {
  static status = 403
  static code = 'E_FORBIDDEN'

  constructor(readonly needed: string) {
    super(`Your roles do not permit this (${needed})`)
  }
}
