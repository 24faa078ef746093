import { DomainError } from '#shared/errors/domain_error'

/** A latitude or longitude that no place on earth has. */
export default class CoordinatesImpossible extends DomainError {
  static code = 'E_COORDINATES_IMPOSSIBLE'
  readonly key = 'installed_base.errors.coordinates'

  constructor(readonly field: 'latitude' | 'longitude') {
    super('Coordinates are decimal degrees such as 41.3874 and 2.1686, and both are needed')
  }
}
