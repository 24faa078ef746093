import { DomainError } from '#shared/errors/domain_error'

export default class NameTaken extends DomainError {
  static code = 'E_NAME_TAKEN'
  readonly key = 'identity.errors.name_taken'
  readonly field = 'name'
  readonly values: { name: string }

  constructor(name: string) {
    super(`There is already one called ${name}`)
    this.values = { name }
  }
}
