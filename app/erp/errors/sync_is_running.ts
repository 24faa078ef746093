import { DomainError } from '#shared/errors/domain_error'

export default class SyncIsRunning extends DomainError {
  static code = 'E_SYNC_IS_RUNNING'
  readonly key = 'erp.errors.sync_is_running'

  constructor(override readonly values: { connection: string }) {
    super(`A run of ${values.connection} is under way; it ends by itself`)
  }
}
