import type { ApplicationService } from '@adonisjs/core/types'

/** Declares every domain's record types and permissions to the kernel, and how a person is found. */
export default class RecordTypesProvider {
  constructor(protected app: ApplicationService) {}

  async boot() {
    await import('#start/record_types')

    const { bindActors } = await import('#shared/acting')
    const { actorById } = await import('#identity/queries/actor_of')
    bindActors(actorById)
  }
}
