import { Exception } from '@adonisjs/core/exceptions'

/** The request itself is not one the API understands; a program's author reads the message. */
export default class ApiRefused extends Exception {
  /** As the validator says it, so that every complaint has the same shape. */
  readonly messages?: { field: string; message: string; rule: string }[]

  constructor(status: number, code: string, message: string, field?: string) {
    super(message, { status, code })
    if (field) this.messages = [{ field, message, rule: code }]
  }
}
