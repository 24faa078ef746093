import { bindActors } from '#shared/acting'

/** The kernel knows no domain, so it is told here how jobs find the person they work for. */
bindActors(async (userId) => {
  const { actorById } = await import('#identity/queries/actor_of')
  return actorById(userId)
})
