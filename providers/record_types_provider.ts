import type { ApplicationService } from '@adonisjs/core/types'

/** Declares every domain's record types and permissions to the kernel. */
export default class RecordTypesProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    await import('#start/record_types')
  }
}
