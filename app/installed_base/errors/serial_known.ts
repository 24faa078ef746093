import { DomainError } from '#shared/errors/domain_error'

/** The serial number of this product is an item already. */
export default class SerialKnown extends DomainError {
  static code = 'E_SERIAL_KNOWN'
  readonly key = 'installed_base.errors.serial_known'

  constructor(
    code: string,
    readonly field = 'serial',
    readonly values = { code }
  ) {
    super(`This serial number is already recorded as ${code}. Pass that item on if it changed hands, or compare the number with the plate`)
  }
}
