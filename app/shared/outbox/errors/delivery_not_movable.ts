import { DomainError } from '#shared/errors/domain_error'

export default class DeliveryNotMovable extends DomainError {
  static code = 'E_DELIVERY_NOT_MOVABLE'
  readonly key = 'posting.errors.not_movable'
  override readonly values: { reference: string }

  constructor(reference: string) {
    super(`${reference} has moved on in the meantime, and this can no longer be done with it`)
    this.values = { reference }
  }
}
